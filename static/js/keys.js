// The keyboard, never while typing: "?" lists the keys and can switch them off.
(() => {
  const dialog = () => document.getElementById("keys");
  const isTyping = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

  const headlines = () => [...document.querySelectorAll(".entry__headline > a")];
  const current = () => document.activeElement?.closest(".entry");

  const move = (step) => {
    const all = headlines();
    const place = all.findIndex((link) => current()?.contains(link));
    const top = all.findIndex((link) => link.getBoundingClientRect().top > 180);
    const next = place >= 0 ? place + step : top >= 0 ? top : all.length - 1;
    const link = all[Math.max(0, Math.min(all.length - 1, next))];
    link?.focus({ preventScroll: true });
    link?.closest(".entry").scrollIntoView({ block: "nearest" });
  };

  const focus = (selector) => {
    const field = document.querySelector(selector);
    field?.focus();
    field?.select?.();
  };

  const filters = () => {
    const link = document.querySelector(".bar a[data-sheet]");
    if (link?.offsetParent) link.click();
    focus("#filters input:not([type=hidden])");
  };

  const openList = () => {
    dialog().querySelector("[data-keys-switch]").checked = keysAreOn();
    dialog().showModal();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => current()?.querySelector(".entry__headline > a")?.click(),
    s: () => current()?.querySelector("a.source")?.click(),
    b: () => document.querySelector("[data-back]")?.click(),
    "/": () => focus("#q"),
    f: filters,
    g: () => focus("#at"),
    "?": openList,
  };

  const escape = (target) => {
    const close = document.activeElement?.closest(".entry[data-opened]")?.querySelector(".entry__close");
    const noted = document.querySelector(".dated:is(:hover, :focus)");
    if (noted) noted.dataset.quiet = "";
    else if (document.documentElement.dataset.sheet) document.querySelector(".rail__top a").click();
    else if (isTyping(target)) target.blur();
    else close?.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog()?.open) return;
    if (event.key === "Escape") escape(event.target);
    else if (keysAreOn() && keys[event.key] && !isTyping(event.target)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  const unquiet = (event) => delete event.target.closest?.(".dated")?.dataset.quiet;
  document.addEventListener("focusout", unquiet);
  document.addEventListener("mouseout", unquiet);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-open]")) openList();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    try { localStorage.setItem("keys", event.target.checked ? "on" : "off"); } catch { /* private window */ }
  });
})();
