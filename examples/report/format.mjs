/** Numbers as a reader wants them. */

/** At most `digits` significant digits, thousands set apart, a true minus sign. */
export function number(value, digits = 3) {
  return new Intl.NumberFormat("en", { maximumSignificantDigits: digits }).format(value).replace("-", "−");
}

/** 3.1e-16 as 3.1·10⁻¹⁶. */
export function scientific(value, digits = 2) {
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const raised = [...exponent.replace("+", "")].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)] ?? "⁻").join("");
  return `${mantissa.replace("-", "−")}·10${raised}`;
}

/** Milliseconds in the unit that suits them. */
export function duration(ms) {
  if (ms < 1) return `${number(ms * 1000)} µs`;
  return ms < 1000 ? `${number(ms)} ms` : `${number(ms / 1000)} s`;
}

/** A ratio of speeds. */
export function times(ratio) {
  return `${number(ratio, ratio < 10 ? 2 : 3)}×`;
}

/** A part of one in per cent. */
export function percent(part, digits = 2) {
  return `${number(part * 100, digits)} %`;
}

/** Text as it may stand in HTML. */
export function escape(text) {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}
