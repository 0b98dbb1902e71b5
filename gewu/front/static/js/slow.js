// form[data-slow="words"]: what takes its time says so, with the seconds, from the press of the button to the next page.
(() => {
  for (const form of document.querySelectorAll("form[data-slow]")) {
    const said = document.createElement("p");
    said.className = "reason soon";
    said.setAttribute("role", "status");
    let ticking;
    const stop = () => {
      clearInterval(ticking);
      said.remove();
    };
    form.addEventListener("submit", () => {
      const begun = Date.now();
      const tell = () => {
        said.textContent = `${form.dataset.slow} ${Math.round((Date.now() - begun) / 1000)} s`;
      };
      tell();
      form.append(said);
      ticking = setInterval(tell, 1000);
    });
    addEventListener("pageshow", stop); // back to a page that was kept as it stood
  }
})();
