/** Ends a switch over a closed set of kinds: a new kind does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
