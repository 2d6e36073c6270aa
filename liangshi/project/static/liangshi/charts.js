// Draws each [data-chart] from the JSON of the page; the table below it says the same without a script.
(function () {
  "use strict";
  var colours = ["#1f5c4a", "#c9a227", "#6fa58f", "#8c4a3c"];

  function option(chart) {
    var lying = chart.stacked;
    var names = { type: "category", data: chart.labels, inverse: lying, axisTick: { show: false } };
    if (chart.labels.length <= 8) { names.axisLabel = { interval: 0, width: 44, overflow: "break" }; }
    var counts = { type: "value", minInterval: 1 };
    return {
      aria: { enabled: true, decal: { show: lying } },
      animation: false,
      color: colours,
      grid: { left: 8, right: 24, top: 16, bottom: lying ? 40 : 8, containLabel: true },
      legend: lying ? { bottom: 0 } : undefined,
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
      xAxis: lying ? counts : names,
      yAxis: lying ? names : counts,
      series: chart.series.map(function (one) {
        return {
          name: one.name,
          type: "bar",
          data: one.values,
          stack: lying ? "all" : undefined,
          barMaxWidth: 36,
          label: { show: !lying, position: "top" },
        };
      }),
    };
  }

  document.addEventListener("DOMContentLoaded", function () {
    var source = document.getElementById("charts");
    if (!source || !window.echarts) { return; }
    var charts = JSON.parse(source.textContent);
    document.querySelectorAll("[data-chart]").forEach(function (place) {
      var drawn = window.echarts.init(place, null, { renderer: "svg" });
      drawn.setOption(option(charts[place.dataset.chart]));
      window.addEventListener("resize", function () { drawn.resize(); });
    });
  });
})();
