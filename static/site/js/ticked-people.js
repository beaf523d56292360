/* The list of people keeps each tick as it is made (htmx posts the form when it changes), so the
   button for keeping them is only for browsers without scripts.  Shift and click ticks a range. */
const form = document.querySelector("[data-ticked]");

if (form) {
  const hide = () => {
    for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
  };
  hide();
  form.addEventListener("htmx:afterSwap", hide);
  document.body.addEventListener("htmx:afterSettle", hide);

  const boxes = [...form.querySelectorAll("input[name=person]")];
  let last = null;
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
    });
  }
}
