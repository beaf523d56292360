/* A form of tick boxes, data-tick-all="Choose all": says on its button how many are ticked, and adds one box
   that ticks all of this page.  Without a script the form works as it is. */
for (const form of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const button = form.querySelector("[data-count-label]");
  const words = button?.textContent.trim();
  const first = form.querySelector("thead th");
  if (!boxes.length || !first) continue;

  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", form.dataset.tickAll);
  const label = document.createElement("label");
  label.className = "row";
  label.append(all, first.textContent.trim());
  first.replaceChildren(label);

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (button) {
      button.textContent = `${words} (${ticked.toLocaleString()})`;
      button.disabled = ticked === 0;
    }
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  form.addEventListener("change", count);
  count();
}
