"""Uppföljning."""

from django.urls import path

from kvar.web.follow_up import city, definitions, equal_treatment, network, open_data, own, public, report

app_name = "follow_up"
urlpatterns = [
    path("", city.city, name="overview"),
    path("likvardighet/", equal_treatment.equal_treatment, name="equal_treatment"),
    path("var-rakning/", own.own, name="own"),
    path("manadsblad/", network.network, name="network"),
    path("manadsblad/manadsblad.pdf", network.network_file, name="network_file"),
    path("kronofogden/", public.public, name="public"),
    path("kronofogden/las-in/", public.public_file, name="public_file"),
    path("rapport/", report.report, name="report"),
    path("rapport.pdf", report.pdf, name="report_pdf"),
    path("rapport.xlsx", report.xlsx, name="report_xlsx"),
    path("rapport.pptx", report.pptx, name="report_pptx"),
    path("oppna-data/", open_data.open_data, name="open_data"),
    path("oppna-data.csv", open_data.figures_file, name="open_data_file"),
    path("oppna-data-ordlista.csv", open_data.words_file, name="open_data_words"),
    path("sa-raknar-vi/", definitions.definitions, name="definitions"),
]
