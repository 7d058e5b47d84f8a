import type { Facts } from "../../array/facts.js";
import type { Method } from "../../types.js";
import type { Judge, OverlapSaveRecipe } from "./overlapSave.js";

/**
 * Decides for each block of a convolution whether transforming it is exact enough. With b = 0.5·ε·‖x‖·‖h‖, which the error keeps to:
 *
 * - integers come out exact: rounded where 4·b < 1/2, else (in float64, unless a transform was asked for) summed directly;
 * - where the caller gives an rtol, a block is transformed only if b ≤ rtol·max|x|·max|h|;
 * - a block whose spectrum might overflow is summed directly.
 */
export function judgeOf(recipe: OverlapSaveRecipe, kernel: Facts, method: Method, rtol: number | undefined): Judge {
  const { precision, length } = recipe;
  const [epsilon, most] = precision === "float32" ? [2 ** -23, 2 ** 126] : [2 ** -52, 2 ** 1022];
  // |X[f]| ≤ √n·‖x‖, and the inverse adds n products before it is scaled.
  const overflows = (norm: number): boolean => length * norm > most || length * norm * kernel.norm > most;
  return {
    byNorm: (norm) => (kernel.integers || rtol !== undefined ? undefined : overflows(norm) ? "direct" : "transform"),
    byFacts(block) {
      const bound = 0.5 * epsilon * block.norm * kernel.norm;
      if (overflows(block.norm)) return "direct";
      if (block.integers && kernel.integers) {
        if (4 * bound < 0.5) return "round";
        if (method === "auto" && precision === "float64") return "direct";
      }
      if (rtol !== undefined && bound > rtol * block.largest * kernel.largest) return "direct";
      return "transform";
    },
  };
}
