// The kinds of chart that gewu/front/static/js/chart.js draws, and nothing else of ECharts.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([AriaComponent, BarChart, GridComponent, LabelLayout, LegendComponent, LineChart, SVGRenderer, TooltipComponent]);

export { init };
