/** The worst case of one quantity, for each build of the kernels. */
export class Worst {
  constructor({ quantity, type, bound }) {
    Object.assign(this, { quantity, type, bound });
    this.of = new Map();
    this.cases = 0;
    this.beyond = 0;
  }

  /** Takes one measured case into account; `bound` where it depends on the case. */
  see(build, value, at, bound = this.bound) {
    this.cases++;
    if (!(value <= bound)) this.beyond++;
    const known = this.of.get(build);
    if (!known || excess(value, bound) > excess(known.value, known.bound)) this.of.set(build, { value, at, bound });
  }
}

/** How far beyond its bound; no number at all is farthest. */
function excess(value, bound) {
  if (Number.isNaN(value)) return Infinity;
  return bound === 0 ? value : value / bound;
}
