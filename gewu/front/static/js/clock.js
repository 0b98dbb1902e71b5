// [data-clock="ISO moment"]: shows the office clock and lets it tick from the moment the page was made.
(() => {
  const opened = performance.now();
  const two = (n) => String(n).padStart(2, "0");
  const english = document.documentElement.lang === "en";
  const days = "日一二三四五六";

  function said(moment) {
    // The office is in UTC+8 wherever the browser is.
    const here = new Date(moment.getTime() + 8 * 3600e3);
    const time = `${two(here.getUTCHours())}:${two(here.getUTCMinutes())}`;
    if (english) {
      return here.toUTCString().slice(0, 16) + " " + time;
    }
    const day = `${here.getUTCFullYear()}年${here.getUTCMonth() + 1}月${here.getUTCDate()}日`;
    return `${day} ${time} 周${days[here.getUTCDay()]}`;
  }

  function tick() {
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const start = new Date(clock.dataset.clock).getTime();
      clock.textContent = said(new Date(start + performance.now() - opened));
    }
  }

  tick();
  setInterval(tick, 10000);
})();
