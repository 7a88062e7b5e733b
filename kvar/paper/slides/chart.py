"""A chart of columns that can be opened and changed. Its workbook holds the numbers that are drawn, and no others."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from kvar.paper.slides.heights import body_room
from kvar.paper.slides.looks import ACCENT, BODY_BOX, INK, LANGUAGE, SMALL
from kvar.paper.slides.told import ChartSlide
from kvar.paper.slides.words import describe, shown


def add_chart(drawn: Any, slide: ChartSlide) -> None:
    """Draw the columns with their numbers above them; the axis of numbers is not needed then."""
    data = CategoryChartData(number_format="0")
    data.categories = [shown(column.group) for column in slide.columns]
    data.add_series(shown(slide.series), [column.count for column in slide.columns])
    where = map(Pt, (BODY_BOX.left, BODY_BOX.top, BODY_BOX.width, body_room(slide)))
    shape = drawn.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *where, data)
    describe(shape, name="Diagram", text=slide.description)
    _make_plain(shape.chart)


def _make_plain(chart: Any) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SMALL), RGBColor.from_string(INK)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(INK)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    labels = plot.data_labels
    labels.show_value, labels.position, labels.font.size = True, XL_LABEL_POSITION.OUTSIDE_END, Pt(SMALL)
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(ACCENT)
    for run in chart._chartSpace.iter(qn("a:defRPr"), qn("a:endParaRPr")):
        run.set("lang", LANGUAGE)
