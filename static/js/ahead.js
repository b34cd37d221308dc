// What is pressed with a mouse is asked for before the button is up: the answer waits in the
// browser's cache, where htmx's own request finds it and only asks whether it is still true.
(() => {
  const chosen = (box) => {
    box.checked = !box.checked;
    const fields = [...new FormData(box.form)];
    box.checked = !box.checked;
    const query = fields.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    return `${box.form.getAttribute("hx-get")}?${query}`;
  };

  document.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType !== "mouse" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const box = event.target.closest(".option")?.control;
    const link = event.target.closest("a[data-get]");
    const address = box ? chosen(box) : link?.dataset.get || link?.href;
    if (!address) return;
    const headers = { "HX-Request": "true", ...(box && { "HX-Target": "found" }) };
    fetch(address, { headers, priority: "high" }).then((answer) => answer.text()).catch(() => {});
  }, { passive: true });
})();
