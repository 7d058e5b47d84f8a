/** Small matrices and rows of numbers as tables with coloured cells. */
import { number } from "./format.mjs";

/**
 * A matrix as a grid of numbers.
 *
 * @param {ArrayLike<ArrayLike<number | string>>} rows
 * @param {object} [options]
 * @param {string} [options.title] - Stands above the grid.
 * @param {string[]} [options.heads] - A word before each row.
 * @param {(i: number, j: number) => string} [options.tone] - The cell's class: "window", "kernel", "result", "outside", "off" or "".
 */
export function numberGrid(rows, { title = "", heads = [], tone = () => "" } = {}) {
  const body = Array.from(rows, (row, i) => {
    const cells = Array.from(
      row,
      (value, j) => `<td class="${tone(i, j)}">${typeof value === "number" ? number(value) : value}</td>`,
    );
    const head = heads.length ? `<th>${heads[i]}</th>` : "";
    return `<tr>${head}${cells.join("")}</tr>`;
  });
  return `<div class="grid">${title ? `<b>${title}</b>` : ""}<table>${body.join("")}</table></div>`;
}

/** Things side by side, with a sign such as "⊙" or "=" between some of them; they wrap on narrow screens. */
export function inLine(...items) {
  return `<div class="in-line">${items.map((item) => (item.startsWith("<") ? item : `<span class="sign">${item}</span>`)).join("")}</div>`;
}

/** A numbered card around a diagram. */
export function card(title, body) {
  return `<div class="card"><h4>${title}</h4>${body}</div>`;
}

/** Cards in as many columns as fit. */
export function cards(...items) {
  return `<div class="cards">${items.join("")}</div>`;
}

/** The rows of an [H, W] array. */
export function rowsOf({ data, shape: [H, W] }) {
  return Array.from({ length: H }, (_, i) => Array.from(data.subarray(i * W, (i + 1) * W)));
}

/** Cards that need half the page each. */
export function wideCards(...items) {
  return `<div class="cards wide-cards">${items.join("")}</div>`;
}
