// Colours as the reader chose them, before anything is painted.
(() => {
  const root = document.documentElement;
  const stored = () => {
    try { return localStorage.getItem("theme") || ""; } catch { return ""; }
  };
  const show = (theme) => {
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  };
  show(stored());
  if (stored()) document.addEventListener("DOMContentLoaded", () => show(stored()));
  document.addEventListener("htmx:historyRestore", () => show(stored()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try { localStorage.setItem("theme", button.dataset.themeChoice); } catch { /* private window */ }
    show(button.dataset.themeChoice);
  });
})();
