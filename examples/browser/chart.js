const margin = { left: 52, right: 12, top: 10, bottom: 40 };

/** Draws lines of samples against time in seconds on a canvas, with axes. A line's first sample lies at its `start`. */
export function drawChart(canvas, { from, to, lines, rate, range: [low, high] }) {
  const scale = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const x = (time) => margin.left + ((time - from) / (to - from)) * (width - margin.left - margin.right);
  const y = (value) => height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom);

  drawAxes(context, { x, y, from, to, low, high, width, height });
  context.save();
  context.beginPath();
  context.rect(margin.left, margin.top, width - margin.left - margin.right, height - margin.top - margin.bottom);
  context.clip();
  for (const { samples, start, colour, width: lineWidth } of lines) {
    const first = Math.max(0, Math.floor((from - start) * rate));
    const end = Math.min(samples.length, Math.ceil((to - start) * rate) + 1);
    context.beginPath();
    for (let n = first; n < end; n++) context.lineTo(x(start + n / rate), y(samples[n]));
    Object.assign(context, { strokeStyle: colour, lineWidth, lineJoin: "round" });
    context.stroke();
  }
  context.restore();
}

function drawAxes(context, { x, y, from, to, low, high, width, height }) {
  Object.assign(context, { fillStyle: "#5b6475", strokeStyle: "#e1e5ec", lineWidth: 1, font: "12px system-ui, sans-serif" });
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (let value = Math.ceil(low * 2) / 2; value <= high; value += 0.5) {
    line(context, margin.left, y(value), width - margin.right, y(value));
    context.fillText(value.toFixed(1).replace("-", "−"), margin.left - 8, y(value));
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (let time = Math.ceil(from); time <= to; time++) {
    line(context, x(time), margin.top, x(time), height - margin.bottom);
    context.fillText(String(time).replace("-", "−"), x(time), height - margin.bottom + 6);
  }
  context.fillText("time, s", (margin.left + width - margin.right) / 2, height - 16);
  context.save();
  context.translate(12, (height - margin.bottom + margin.top) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText("voltage, mV", 0, -6);
  context.restore();
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
