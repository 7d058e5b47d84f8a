import { last4_f32, last4_f64 } from "./lastRadix4";
import { load_columns_f32, load_columns_f64 } from "./columns";
import {
  first4_f32, first4_f64, pass2_f32, pass2_f64, pass3_f32, pass3_f64, pass4_blocks_f32, pass4_blocks_f64, pass4_f32, pass4_f64, store_columns_f32, store_columns_f64,
} from "./linked";
import { pass_odd_f32, pass_odd_f64 } from "./oddRadix";
import { unpass2_f32, unpass2_f64 } from "./radix2";
import { unpass3_f32, unpass3_f64 } from "./radix3";
import { unpass4_f32, unpass4_f64 } from "./radix4";
import { first5_f32, first5_f64, pass5_f32, pass5_f64 } from "./radix5";
import { pass7_f32, pass7_f64 } from "./radix7";
import { separate_f32, separate_f64 } from "./real";
import { real_odd_f32, real_odd_f64 } from "./realOdd";
import { real2_f32, real2_f64, real4_f32, real4_f64 } from "./realPass";
import { turn_f32, turn_f64 } from "./turn";

/** What a program is of: each module holds the kernels of its own. */
export const enum Purpose {
  /** Transforms from the caller's order to the caller's order. */
  Transform,
  /** The two halves of a convolution, whose spectra are in no order. */
  Convolution,
}

/** What a step does; src/plan/fft/program.ts has the same list. */
const enum Op { End, Pass2, Pass3, Pass4, Pass5, PassOdd, First, Last, Load, Store, Turn, Separate, Unpass2, Unpass3, Unpass4, Pass4Blocks, Real2, Real4, RealOdd, First5, Pass7 }

/**
 * A whole transform in one call: short ones would spend a good part of their time in calls from JavaScript.
 *
 *   reads     program: the addresses of its buffers; from byte 64 on steps of 16 words, the last one Op.End: what to do; where in the program
 *             the address stands that it reads from, and the one it writes to; then the arguments of the kernel in their order
 */
// @ts-ignore: decorator
@inline
export function run<T>(program: usize, scale: T, divides: i32, purpose: Purpose): void {
  for (let step = program; ; ) {
    step += 64;
    const op = load<i32>(step);
    if (op == Op.End) return;
    const from = load<usize>(program + load<usize>(step, 4)), to = load<usize>(program + load<usize>(step, 8));
    const p0 = load<usize>(step, 12), p1 = load<usize>(step, 16), p2 = load<usize>(step, 20), p3 = load<usize>(step, 24);
    const p4 = load<usize>(step, 28), p5 = load<usize>(step, 32), p6 = load<usize>(step, 36), p7 = load<usize>(step, 40);
    switch (op) {
      case Op.Pass2: {
        if (sizeof<T>() == 4) pass2_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        else pass2_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        break;
      }
      case Op.Pass3: {
        if (sizeof<T>() == 4) pass3_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        else pass3_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        break;
      }
      case Op.Pass4: {
        if (sizeof<T>() == 4) pass4_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        else pass4_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        break;
      }
      case Op.Pass5: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) pass5_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        else pass5_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        break;
      }
      case Op.Pass7: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) pass7_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        else pass7_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, 0);
        break;
      }
      case Op.RealOdd: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) real_odd_f32(from, to, p0, p1, p2, p3, p4);
        else real_odd_f64(from, to, p0, p1, p2, p3, p4);
        break;
      }
      case Op.First5: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) first5_f32(from, to, p0, p1, p2);
        else first5_f64(from, to, p0, p1, p2);
        break;
      }
      case Op.Pass4Blocks: {
        if (sizeof<T>() == 4) pass4_blocks_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        else pass4_blocks_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        break;
      }
      case Op.PassOdd: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) pass_odd_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48), load<usize>(step, 52));
        else pass_odd_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48), load<usize>(step, 52));
        break;
      }
      case Op.First: {
        if (sizeof<T>() == 4) first4_f32(from, to, p0, p1, p2, p3);
        else first4_f64(from, to, p0, p1, p2, p3);
        break;
      }
      case Op.Last: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) last4_f32(from, to, p0, p1, p2, <f32>scale, divides);
        else last4_f64(from, to, p0, p1, p2, <f64>scale, divides);
        break;
      }
      case Op.Load: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) load_columns_f32(from, to, p0, p1, p2, p3, p4);
        else load_columns_f64(from, to, p0, p1, p2, p3, p4);
        break;
      }
      case Op.Store: {
        if (sizeof<T>() == 4) store_columns_f32(from, to, p0, p1, p2, p3, p4, <f32>scale, divides);
        else store_columns_f64(from, to, p0, p1, p2, p3, p4, <f64>scale, divides);
        break;
      }
      case Op.Turn: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) turn_f32(from, to, p0, p1, p2, p3, p4);
        else turn_f64(from, to, p0, p1, p2, p3, p4);
        break;
      }
      case Op.Separate: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) separate_f32(from, to, p0, p1, p2);
        else separate_f64(from, to, p0, p1, p2);
        break;
      }
      case Op.Real2: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) real2_f32(from, to, p0);
        else real2_f64(from, to, p0);
        break;
      }
      case Op.Real4: {
        if (purpose != Purpose.Transform) break;
        if (sizeof<T>() == 4) real4_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48));
        else real4_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48));
        break;
      }
      case Op.Unpass2: {
        if (purpose != Purpose.Convolution) break;
        if (sizeof<T>() == 4) unpass2_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        else unpass2_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        break;
      }
      case Op.Unpass3: {
        if (purpose != Purpose.Convolution) break;
        if (sizeof<T>() == 4) unpass3_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        else unpass3_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7);
        break;
      }
      case Op.Unpass4: {
        if (purpose != Purpose.Convolution) break;
        if (sizeof<T>() == 4) unpass4_f32(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48));
        else unpass4_f64(from, to, p0, p1, p2, p3, p4, p5, p6, p7, load<usize>(step, 44), load<usize>(step, 48));
        break;
      }
    }
  }
}

export function run_f32(program: usize, scale: f32, divides: i32): void {
  run<f32>(program, scale, divides, Purpose.Transform);
}
export function run_f64(program: usize, scale: f64, divides: i32): void {
  run<f64>(program, scale, divides, Purpose.Transform);
}
