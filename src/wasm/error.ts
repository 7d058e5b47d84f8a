/** What kept the engine from working; the text of the error names the cure. */
export type EngineErrorCode = "unsupported" | "forbidden" | "self-test" | "memory" | "module";

/**
 * The engine could not start or could not get memory. Thrown by the first call that needs it;
 * arguments that are wrong throw TypeError and RangeError instead.
 */
export class EngineError extends Error {
  /** Tells it from other errors where `instanceof` cannot. */
  override readonly name = "EngineError";

  constructor(
    /** What it was, for programs. */
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
