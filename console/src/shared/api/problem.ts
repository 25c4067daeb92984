import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** A refusal or failure of the server, or a request that never reached it (status 0). */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get isUnreachable(): boolean {
    return this.problem.status === 0;
  }
}

/** Whatever was thrown, as a problem; what is not one of ours is a fault of the console itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  return { type: 'about:blank', title: '', status: -1, detail: error instanceof Error ? error.message : String(error) };
}

/** Reads the body of a refused response, which may come from a proxy and be no problem document at all. */
export function problemFrom(body: unknown, response: Response): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string') {
    return { type: 'about:blank', ...(body as Partial<Problem>), title: body.title, status: response.status };
  }
  return { type: 'about:blank', title: '', status: response.status };
}
