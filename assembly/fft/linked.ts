/*
 * The kernels of the module "passes", as transforms and convolutions call them: both need them, and whoever uses one of the two alone does not carry
 * the other.
 */
// @ts-ignore: decorator
@external("passes", "pass2_f32")
export declare function pass2_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "pass2_f64")
export declare function pass2_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "pass3_f32")
export declare function pass3_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void;
// @ts-ignore: decorator
@external("passes", "pass3_f64")
export declare function pass3_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void;
// @ts-ignore: decorator
@external("passes", "pass4_f32")
export declare function pass4_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "pass4_f64")
export declare function pass4_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "pass4_blocks_f32")
export declare function pass4_blocks_f32(x: usize, y: usize, gap: usize, xArm: usize, yArm: usize, P: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "pass4_blocks_f64")
export declare function pass4_blocks_f64(x: usize, y: usize, gap: usize, xArm: usize, yArm: usize, P: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void;
// @ts-ignore: decorator
@external("passes", "first4_f32")
export declare function first4_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, exchanged: usize): void;
// @ts-ignore: decorator
@external("passes", "first4_f64")
export declare function first4_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, exchanged: usize): void;
// @ts-ignore: decorator
@external("passes", "store_columns_f32")
export declare function store_columns_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize, scale: f32, divides: i32): void;
// @ts-ignore: decorator
@external("passes", "store_columns_f64")
export declare function store_columns_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize, scale: f64, divides: i32): void;
