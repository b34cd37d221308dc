// What CSS and htmx cannot do: copy a citation, open a sheet, keep focus, say what failed.
(() => {
  const root = document.documentElement;

  const copy = async (button) => {
    const words = document.getElementById(button.dataset.copy)?.textContent.trim() ?? "";
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
      document.getElementById("announce").textContent = "Copied";
    } catch {
      button.textContent = "Copying is not allowed here";
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  // Links that htmx follows in place, caught here together: one listener instead of one each.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-get]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!window.htmx) return;
    event.preventDefault();
    htmx.ajax("get", link.dataset.get || link.href, { source: link, event });
  });

  // On a narrow screen filters and months are sheets over the page. CSS hides what is beneath the
  // filters, so that the focus stays in them; closed, a sheet gives it back.
  let opener = null;
  const setSheet = (name) => {
    const filters = document.getElementById("filters");
    const isModal = name === "filters";
    root.dataset.sheet = name;
    if (filters) Object.assign(filters, { role: isModal ? "dialog" : "complementary", ariaModal: isModal || null });
    for (const link of document.querySelectorAll(".bar a[data-sheet]")) link.ariaExpanded = link.dataset.sheet === name;
  };
  const closeSheet = () => {
    const link = document.querySelector(`.bar a[data-sheet="${root.dataset.sheet}"]`);
    setSheet("");
    (opener?.isConnected ? opener : link)?.focus({ preventScroll: true });
  };
  const narrow = matchMedia("(width < 64rem)");
  narrow.addEventListener("change", () => setSheet(""));
  document.addEventListener("htmx:historyRestore", () => setSheet(""));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    const open = root.dataset.sheet;
    if (!link || !narrow.matches || !(link.dataset.sheet || open)) return;
    event.preventDefault();
    if (!link.dataset.sheet || link.dataset.sheet === open) return closeSheet();
    opener = document.activeElement.matches("body") ? link : document.activeElement;
    setSheet(link.dataset.sheet);
    document.querySelector(link.hash === "#strip" ? ".strip__scroll" : link.hash)?.focus({ preventScroll: true });
  });

  // A swap takes away what was used: the focus goes to what has come in its place.
  const PARTS = ".entry, .rail, .chips, .company, .head__order, .strip, .earlier, .later, .end, .nothing";
  const controls = (selector) => [...document.querySelectorAll(`${selector} :is(a, button, summary)`)];
  let used = null;
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    const focused = document.activeElement;
    const part = focused.closest(PARTS);
    used = null;
    if (!part) return;
    const inside = part.matches(".later") ? "#events" : part.matches(".entry") ? `#${part.id}` : `.${part.classList[0]}`;
    used = { id: focused.id, inside, place: part.matches(".entry") ? 0 : controls(inside).indexOf(focused) };
    // Taken away with its element, the focus would have the browser lay the page out twice. (A field where something is
    // typed keeps it: htmx gives it back with the cursor in its place.)
    if (shouldSwap && target.contains(focused) && focused.selectionStart == null) focused.blur();
  });
  // What a filter replaces goes at once: htmx would tell of each of its elements before it went. What asked stays.
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap, requestConfig } }) => {
    if (!shouldSwap || target.id !== "found" || requestConfig.elt.matches("[hx-swap=none]")) return;
    for (const part of target.querySelectorAll(".month, .strip__cells, .option")) {
      if (!part.contains(requestConfig.elt) && !part.contains(document.activeElement)) part.remove();
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.elt.id === "found") setSheet(root.dataset.sheet === "filters" ? "filters" : "");
    if (!used || document.activeElement !== document.body) return;
    const now = document.getElementById(used.id) ?? controls(used.inside).at(used.place) ?? document.getElementById("events");
    now?.closest("details")?.setAttribute("open", "");
    now?.focus({ preventScroll: true });
  });

  const failed = (event) => {
    const entry = event.target.closest?.(".entry");
    const words = document.getElementById("failed");
    if (!entry || !words) return;
    entry.querySelector(".failed")?.remove();
    const note = words.content.cloneNode(true);
    note.querySelector("[data-failed-again]").href = event.target.href ?? "";
    note.querySelector("[data-failed-own]").href = `/events/${entry.id.slice(2)}/${location.search}`;
    entry.querySelector(".entry__text").append(note);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
})();
