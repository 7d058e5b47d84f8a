/**
 * Encodes channels of samples in [-1, 1] as a WAV file: 16-bit PCM, little-endian.
 *
 * @param {Float32Array[]} channels - One array a channel, all of one length.
 * @param {number} rate - Samples a second.
 * @returns {Buffer}
 */
export function encodeWav(channels, rate) {
  const frames = channels[0].length;
  const frameBytes = channels.length * 2;
  const dataBytes = frames * frameBytes;
  const file = Buffer.alloc(44 + dataBytes);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + dataBytes, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(dataBytes, 40);
  channels.forEach((samples, c) => {
    for (let n = 0; n < frames; n++) {
      const clipped = Math.max(-1, Math.min(1, samples[n]));
      file.writeInt16LE(Math.round(clipped * 32767), 44 + n * frameBytes + c * 2);
    }
  });
  return file;
}
