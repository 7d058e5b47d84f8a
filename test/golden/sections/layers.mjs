/** Layers of networks. */
export function layers({ nn }, { numbers, real, take, types, upTo }) {
  // Pools and functions of networks.
  for (let turn = 0; turn < 40; turn++) {
    for (const ArrayType of types) {
      const x = real(ArrayType, [1, 2, 4 + upTo(20), 4 + upTo(20)]);
      const windows = { kernelSize: upTo(4), stride: upTo(3) };
      take(nn.maxPool2d(x, windows));
      take(nn.avgPool2d(x, windows));
      take(nn.lpPool2d(nn.relu(x), { ...windows, normType: upTo(5) / 2 }));
      for (const name of ["sigmoid", "tanh", "gelu", "silu"]) take(nn[name](numbers(ArrayType, 50).map((value) => 9 * value)));
      take(nn.softmax(x));
    }
  }
  // Layers and their gradients: every algorithm of convolutions, one axis to three, both layouts of planes, transposed and dense ones.
  const gradients = ({ gradInput, gradWeight, gradBias }) => [gradInput, gradWeight, gradBias].forEach(take);
  const spatialRanks = [
    [nn.conv1d, nn.conv1dBackward, nn.convTranspose1d, nn.convTranspose1dBackward],
    [nn.conv2d, nn.conv2dBackward, nn.convTranspose2d, nn.convTranspose2dBackward],
    [nn.conv3d, nn.conv3dBackward, nn.convTranspose3d, nn.convTranspose3dBackward],
  ];
  for (let turn = 0; turn < 48; turn++) {
    for (const ArrayType of types) {
      const rank = 1 + (turn % 3);
      const [conv, convBackward, transpose, transposeBackward] = spatialRanks[rank - 1];
      const space = (least, most) => Array.from({ length: rank }, () => least + upTo(most));
      const groups = turn % 5 === 4 ? 2 : 1;
      const [channels, outputs] = [groups * upTo(9), groups * upTo(20)];
      // Every second kernel is one that Winograd's algorithm takes.
      const kernel = turn % 2 ? space(0, 4) : Array(rank).fill(3);
      const options = turn % 2 ? { stride: upTo(3), padding: upTo(3) - 1, groups } : { padding: 1, groups };
      const x = real(ArrayType, [upTo(2), channels, ...space(4, [0, 60, 20, 7][rank])]);
      const weight = real(ArrayType, [outputs, channels / groups, ...kernel]);
      const bias = numbers(ArrayType, outputs);
      const y = conv(x, weight, { ...options, bias, activation: turn % 4 ? undefined : "relu" });
      take(y);
      take(conv(x, weight, { ...options, accuracy: "high" }));
      gradients(convBackward(real(ArrayType, y.shape), x, weight, options));
      const spread = real(ArrayType, [channels, outputs / groups, ...kernel]);
      const enlarged = transpose(x, spread, { stride: options.stride, groups, bias });
      take(enlarged);
      gradients(transposeBackward(real(ArrayType, enlarged.shape), x, spread, { stride: options.stride, groups }));
    }
  }
  for (let turn = 0; turn < 12; turn++) {
    for (const ArrayType of types) {
      const C = upTo(40);
      const x = real(ArrayType, [1, C, 6 + upTo(30), 6 + upTo(30)]);
      const columns = real(ArrayType, [C, 1, ...(turn % 3 ? [3, 3] : [5, 1 + (turn % 5)])]);
      const options = { stride: 1 + (turn % 2), padding: turn % 3 };
      const y = nn.depthwiseConv2d(x, columns, options);
      take(y);
      gradients(nn.conv2dBackward(real(ArrayType, y.shape), x, columns, { ...options, groups: C }));
      const points = real(ArrayType, [upTo(40), C, 1, 1]);
      take(nn.pointwiseConv2d(x, points));
      take(nn.separableConv2d(x, columns, points, options));
      const rows = real(ArrayType, [upTo(30), C]);
      const dense = real(ArrayType, [upTo(30), C]);
      const sums = nn.linear(rows, dense, { bias: numbers(ArrayType, dense.shape[0]) });
      take(sums);
      gradients(nn.linearBackward(real(ArrayType, sums.shape), rows, dense));
    }
  }
}
