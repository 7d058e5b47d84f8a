/** The controls of a section as values: numbers of sliders, words of menus. */
export function valuesOf(form) {
  return Object.fromEntries([...form.elements].map(({ name, type, value }) => [name, type === "range" ? Number(value) : value]));
}

/** Calls `draw` with the values now and whenever a control moves, at most once for each frame of the screen. */
export function onChange(form, draw) {
  let waiting = false;
  const now = () => {
    waiting = false;
    for (const slider of form.querySelectorAll("input")) slider.previousElementSibling.value = `${slider.value.replace("-", "−")} ${slider.dataset.unit ?? ""}`;
    draw(valuesOf(form));
  };
  form.addEventListener("input", () => {
    if (!waiting) requestAnimationFrame(now);
    waiting = true;
  });
  now();
}

/** Calls a function until 4 ms have passed, since clocks of pages are coarse, and returns the milliseconds of one call. */
export function timed(call) {
  const start = performance.now();
  let calls = 0;
  let end = start;
  do {
    call();
    calls++;
    end = performance.now();
  } while (end - start < 4);
  return (end - start) / calls;
}

export function milliseconds(time) {
  return time < 0.1 ? `${(1000 * time).toFixed(0)} µs` : `${time.toFixed(time < 10 ? 2 : 1)} ms`;
}

/** Shows facts, each with its name. */
export function showFacts(list, facts) {
  list.replaceChildren(
    ...Object.entries(facts).map(([name, value]) => {
      const item = document.createElement("div");
      const [term, description] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = name;
      description.textContent = value;
      item.append(term, description);
      return item;
    }),
  );
}

/** A recipe in words. */
export function recipeText({ algorithm, length, blocks }) {
  return algorithm === "direct" ? "direct sums" : `FFT, ${blocks} × ${length} points`;
}
