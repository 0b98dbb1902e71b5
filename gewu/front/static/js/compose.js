// Searching waits for whole words: while pinyin is being composed nobody hears of the letters, afterwards once.
(() => {
  const searched = (target) => target instanceof HTMLInputElement && target.type === "search";
  const whole = new Event("input", { bubbles: true });

  document.addEventListener("input", (event) => {
    if (event.isComposing && searched(event.target)) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("compositionend", (event) => {
    if (searched(event.target)) event.target.dispatchEvent(whole);
  });
})();
