"""Skulden, betalningarna, betalningsansvaret och avvikelserna."""

from django.urls import path

from kvar.web.money import debt, payments, promises, undertakings

app_name = "money"
urlpatterns = [
    path("betalningar/", payments.payments, name="payments"),
    path("arende/<uuid:case>/skuld/", debt.debt, name="debt"),
    path("arende/<uuid:case>/skuld/forslag/", debt.proposals, name="proposals"),
    path("arende/<uuid:case>/skuld/rad/", debt.claim_new, name="claim_new"),
    path("arende/<uuid:case>/skuld/rad/<uuid:claim>/", debt.claim, name="claim"),
    path("arende/<uuid:case>/skuld/betalning/", debt.payment_new, name="payment_new"),
    path("arende/<uuid:case>/skuld/betalning/<uuid:payment>/", debt.payment, name="payment"),
    path("arende/<uuid:case>/betalningsansvar/<uuid:notice>/", undertakings.undertaking, name="undertaking"),
    path("arende/<uuid:case>/bevis/<uuid:proof>/", undertakings.proof, name="proof"),
    path("arende/<uuid:case>/utlovad/", promises.promise_new, name="promise_new"),
    path("arende/<uuid:case>/utlovad/<uuid:promise>/", promises.promise, name="promise"),
    path("arende/<uuid:case>/avvikelse/<uuid:deviation>/", promises.deviation, name="deviation"),
]
