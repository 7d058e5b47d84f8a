"""The same cases by native libraries, one thread, in the protocol of ../child.mjs.

    native.py <contender>

A line of JSON in on stdin, a line out on descriptor 3. The rows, the places that are compared and
the values expected there come from run.mjs; the inputs are made here by the same arithmetic.
"""

import json
import os
import statistics
import sys
import time

import numpy as np

DTYPES = {"f32": np.float32, "f64": np.float64, "u8": np.uint8}
INTEGER_KERNELS = {
    "sobel": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "laplacian": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    "binomial": np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256,
}
COMPLEX = {"f32": np.complex64, "f64": np.complex128}


def mix(count, seed):
    def shift(h, bits):
        return h ^ (h >> np.uint32(bits))

    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(seed * 0x85EBCA6B & 0xFFFFFFFF)
        h = shift(h, 16) * np.uint32(0x7FEB352D)
        h = shift(h, 15) * np.uint32(0x846CA68B)
    return shift(h, 16)


def signed(count, seed, dtype):
    return ((mix(count, seed) >> np.uint32(8)) / 0x800000 - 1).astype(dtype)


def positive(count, seed, dtype, scale=1.0):
    return ((mix(count, seed) >> np.uint32(8)) / 0x1000000 * scale).astype(dtype)


def inputs(row):
    kind, dtype = row["kind"], DTYPES[row["dtype"]]
    if kind in ("conv1d", "fftconv"):
        first = 1 if kind == "conv1d" else 3
        return signed(row["n"], first, dtype), signed(row["m"], first + 1, dtype)
    if kind == "fft":
        if row["field"] == "real":
            return signed(row["n"], 5, dtype), None
        return signed(2 * row["n"], 5, dtype).view(COMPLEX[row["dtype"]]), None
    if kind in ("lucy", "wiener"):
        size = int(np.prod(row["shape"]))
        return (0.2 + 0.6 * positive(size, 16, np.float64)).astype(dtype).reshape(row["shape"]), spread(row).astype(dtype)
    if kind == "layer":
        return layer_inputs(row), None
    shape, k = (row["height"], row["width"]), row["k"]
    if kind == "smooth" and row["dtype"] != "u8":
        return positive(shape[0] * shape[1], 6, dtype).reshape(shape), None
    if kind in ("correlate2d", "smooth") and row["dtype"] == "u8":
        if row["channels"] > 1:
            shape += (row["channels"],)
        x = (mix(int(np.prod(shape)), 6) >> np.uint32(24)).astype(np.uint8).reshape(shape)
        if kind == "smooth":
            return x, None
        if "weights" in row:
            return x, np.array(INTEGER_KERNELS[row["weights"]], np.float32)
        return x, positive(k * k, 7, np.float32, 2 / (k * k)).reshape(k, k)
    if kind in ("correlate2d", "ndfilter"):
        return positive(shape[0] * shape[1], 6, dtype).reshape(shape), positive(k * k, 7, dtype, 2 / (k * k)).reshape(k, k)
    return signed(shape[0] * shape[1], 8, dtype).reshape(shape), signed(k * k, 9, dtype).reshape(k, k)


def layer_inputs(row):
    """The arrays of ../layers.mjs: x and, by the operator, weight, pointwise, gradOutput."""
    dtype, operator, space, kernel = DTYPES[row["dtype"]], row["operator"], row["space"], row["kernel"]
    channels, outputs = row["channels"], row["outputs"]

    def make(shape, seed):
        return signed(int(np.prod(shape)), seed, dtype).reshape(shape)

    weight = [channels, 1] if operator == "separable" else [channels, outputs] if operator == "transpose" else [outputs, channels // row["groups"]]
    return {
        "x": make([1, channels, *space], 10),
        "weight": make(weight + kernel, 11),
        "pointwise": make([outputs, channels, 1, 1], 12),
        "gradOutput": make([1, outputs, *space], 13),
    }


def spread(row):
    """The psfs of ../restoration.mjs."""
    k, axes = row["k"], len(row["shape"])
    away = np.arange(k) - (k - 1) / 2
    if row["psf"] == "gaussian":
        line = np.exp(-0.5 * (away / 2.5) ** 2)
        line /= line.sum()
        product = line
        for _ in range(axes - 1):
            product = np.multiply.outer(product, line)
        return product
    y, x = np.meshgrid(-away, away, indexing="ij")
    right, up = np.sqrt(3) / 2, 0.5
    values = ((np.abs(x * right + y * up) <= (k - 1) / 2) & (np.abs(y * right - x * up) <= 0.6)) + 0.5 * (x * x + y * y <= 9)
    return values / values.sum()


def with_numpy(row, x, h):
    if row["kind"] == "conv1d":
        return lambda: np.convolve(x, h, row["mode"])
    return None


def with_scipy_signal(row, x, h):
    import scipy.signal

    if row["kind"] == "conv1d":
        return lambda: scipy.signal.convolve(x, h, row["mode"], method="direct")
    if row["kind"] == "correlate2d" and row["border"] == "valid":
        return lambda: scipy.signal.correlate2d(x, h, "valid")
    return None


def by_spectra(function):
    def prepare(row, x, h):
        import scipy.signal

        if row["kind"] in ("fftconv", "fftconv2d"):
            return lambda: getattr(scipy.signal, function)(x, h, row.get("mode", "same"))
        return None

    return prepare


def with_scipy_fft(row, x, h):
    import scipy.fft

    if row["kind"] != "fft":
        return None
    return (lambda: scipy.fft.rfft(x)) if row["field"] == "real" else (lambda: scipy.fft.fft(x))


def with_scipy_ndimage(row, x, h):
    import scipy.ndimage

    out = np.empty_like(x)
    if row["kind"] == "conv1d" and row["mode"] == "same":
        return lambda: scipy.ndimage.convolve1d(x, h, mode="constant", output=out)
    if row["kind"] == "correlate2d" and row["border"] == "reflect101" and row["k"] <= 11 and row["dtype"] != "u8":
        return lambda: scipy.ndimage.correlate(x, h, mode="mirror", output=out)
    if row["kind"] == "ndfilter":
        if row.get("sigma") is not None:
            return lambda: scipy.ndimage.gaussian_filter(x, row["sigma"], mode="mirror", output=out)
        return lambda: scipy.ndimage.correlate(x, h, mode="mirror", output=out)
    return None


def with_opencv(row, x, h):
    import cv2

    cv2.setNumThreads(1)
    out = np.empty_like(x)
    if row["kind"] == "conv1d" and row["mode"] == "same":
        line, out, kernel = x.reshape(1, -1), out.reshape(1, -1), h[::-1].reshape(1, -1).copy()
        return lambda: cv2.filter2D(line, -1, kernel, dst=out, borderType=cv2.BORDER_CONSTANT)
    if row["kind"] == "correlate2d" and row["border"] == "reflect101":
        return lambda: cv2.filter2D(x, -1, h, dst=out, borderType=cv2.BORDER_REFLECT_101)
    if row["kind"] == "smooth":
        size, sigma = (row["k"], row["k"]), row["sigma"]
        if sigma == 0:
            return lambda: cv2.blur(x, size, dst=out, borderType=cv2.BORDER_REFLECT_101)
        return lambda: cv2.GaussianBlur(x, size, sigma, dst=out, borderType=cv2.BORDER_REFLECT_101)
    return None


def with_torch(row, x, h):
    import torch

    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    kind = row["kind"]
    if kind == "layer":
        return layer_of_torch(torch, row, {name: torch.from_numpy(array) for name, array in x.items()})
    signal = torch.from_numpy(x)
    if kind == "fft":
        transform = torch.fft.rfft if row["field"] == "real" else torch.fft.fft
        return lambda: transform(signal).numpy()
    if kind == "conv1d":
        padding = (row["m"] - 1) // (2 if row["mode"] == "same" else 1)
        if row["mode"] == "same" and row["m"] % 2 == 0:
            return None
        weight = torch.from_numpy(h[::-1].copy()).reshape(1, 1, -1)
        line = signal.reshape(1, 1, -1)
        return lambda: torch.nn.functional.conv1d(line, weight, padding=padding).numpy()
    if kind == "correlate2d" and row["dtype"] != "u8":
        weight = torch.from_numpy(h).reshape(1, 1, *h.shape)
        picture = signal.reshape(1, 1, *x.shape)
        margin = [row["k"] // 2] * 4
        if row["border"] == "valid":
            return lambda: torch.nn.functional.conv2d(picture, weight).numpy()
        return lambda: torch.nn.functional.conv2d(torch.nn.functional.pad(picture, margin, mode="reflect"), weight).numpy()
    return None


def layer_of_torch(torch, row, tensors):
    functional = torch.nn.functional
    x, weight, pointwise, grad = (tensors[name] for name in ("x", "weight", "pointwise", "gradOutput"))
    stride, padding, rank = row["stride"], row["padding"], len(row["space"])

    def gradients():
        wanted = torch.ops.aten.convolution_backward(grad, x, weight, None, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1, [True, True, False])
        return wanted[0].numpy(), wanted[1].numpy()

    def separable():
        between = functional.relu_(functional.conv2d(x, weight, padding=padding, groups=row["channels"]))
        return functional.relu_(functional.conv2d(between, pointwise)).numpy()

    convolve = getattr(functional, f"conv{rank}d")
    return {
        "conv": lambda: convolve(x, weight, stride=stride, padding=padding, groups=row["groups"]).numpy(),
        "transpose": lambda: functional.conv_transpose2d(x, weight, stride=stride, padding=padding).numpy(),
        "maxpool": lambda: functional.max_pool2d(x, row["kernel"], stride, padding).numpy(),
        "separable": separable,
        "gradients": gradients,
    }[row["operator"]]


def with_skimage(row, x, h):
    from skimage import restoration

    if row["kind"] == "lucy":
        return lambda: restoration.richardson_lucy(x, h, row["iterations"], clip=False)
    if row["kind"] == "wiener":
        return lambda: restoration.wiener(x, h, 0.01, clip=False)
    return None


def with_fftw(row, x, h):
    """Data resident, the plan measured for up to six seconds beforehand."""
    import pyfftw

    if row["kind"] != "fft":
        return None
    source = pyfftw.empty_aligned(x.shape, x.dtype)
    bins = row["n"] // 2 + 1 if row["field"] == "real" else row["n"]
    result = pyfftw.empty_aligned(bins, COMPLEX[row["dtype"]])
    plan = pyfftw.FFTW(source, result, flags=("FFTW_MEASURE",), threads=1, planning_timelimit=6)
    source[:] = x

    def transform():
        plan.execute()
        return result

    return transform


CONTENDERS = {
    "numpy": with_numpy,
    "scipy.signal": with_scipy_signal,
    "scipy.fftconvolve": by_spectra("fftconvolve"),
    "scipy.oaconvolve": by_spectra("oaconvolve"),
    "scipy.fft": with_scipy_fft,
    "scipy.ndimage": with_scipy_ndimage,
    "opencv": with_opencv,
    "skimage": with_skimage,
    "torch": with_torch,
    "fftw": with_fftw,
}


def relative_error(output, positions, expected):
    values = np.concatenate([part.ravel() for part in output]) if isinstance(output, tuple) else np.ascontiguousarray(output)
    if np.iscomplexobj(values):
        values = values.view(values.real.dtype)
    expected = np.asarray(expected, np.float64)
    error = np.abs(values.ravel()[positions].astype(np.float64) - expected).max() / np.abs(expected).max()
    return float(error) if np.isfinite(error) else "Infinity"


def measure(run, seconds, warm_up):
    """As sampleCalls in ../measure.mjs: samples of at least two milliseconds, the median counts."""

    def repeat(calls):
        start = time.perf_counter()
        for _ in range(calls):
            run()
        return time.perf_counter() - start

    calls, end = 1, time.perf_counter() + warm_up
    while True:
        per_call = repeat(calls) / calls
        calls = max(1, int(np.ceil(0.002 / per_call)))
        if time.perf_counter() >= end or per_call >= 1.5:
            break
    samples, end = [], time.perf_counter() + seconds
    while len(samples) < 3 or time.perf_counter() < end:
        samples.append(repeat(calls) / calls)
    lower, upper = np.quantile(samples, [0.25, 0.75])
    return {"median": statistics.median(samples), "fastest": min(samples), "lower": float(lower), "upper": float(upper), "samples": len(samples)}


def main():
    prepare = CONTENDERS[sys.argv[1]]
    run, warm = None, False
    with os.fdopen(3, "w") as replies:
        for line in sys.stdin:
            message = json.loads(line)
            try:
                if message["command"] == "open":
                    row = message["row"]
                    run = prepare(row, *inputs(row))
                    reply = {"ways": {}}
                    if run:
                        reply["ways"]["array"] = relative_error(run(), message["positions"], message["expected"])
                else:
                    reply = measure(run, message["seconds"], 0.02 if warm else 0.15)
                    warm = True
            except Exception as error:  # whatever a library throws is this contender's result
                reply = {"error": f"{type(error).__name__}: {error}"}
            replies.write(json.dumps(reply) + "\n")
            replies.flush()


main()
