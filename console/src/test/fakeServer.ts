import { afterEach, vi } from 'vitest';
import type { Session } from '@/shared/access';

export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

/** What a route answers: a body, a refusal, or whatever a function makes of the request. */
export type Answer = object | null | Refused | WithEtag | ((request: Received) => object | null | Refused);

export class Refused {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly type = '/problems/test',
  ) {}
}

/** A body with the version that it must be replaced under. */
export class WithEtag {
  constructor(
    readonly body: object,
    readonly etag: string,
  ) {}
}

export const operator: Session = {
  username: 'lin',
  displayName: 'Lin',
  mustChangePassword: false,
  owesTotp: false,
  permissions: [
    'overview.read',
    'customers.read',
    'customers.reveal',
    'consent.read',
    'consent.manage',
    'privacy.manage',
    'privacy.read',
    'privacy.handle',
    'privacy.approve',
    'segments.read',
    'segments.write',
    'imports.read',
    'imports.write',
    'tags.read',
    'channels.manage',
    'messages.read',
    'broadcasts.read',
    'broadcasts.write',
    'broadcasts.approve',
    'exports.create',
    'exports.clear',
    'exports.approve',
    'exports.trace',
    'staff.manage',
    'staff.appoint',
    'keys.manage',
    'encryption.read',
    'encryption.manage',
    'organisation.read',
    'organisation.write',
    'audit.read',
  ],
};

afterEach(() => vi.unstubAllGlobals());

/** Answers `fetch` from a table of routes such as `GET /api/tags`, and keeps what was asked. A path may end with `*`. */
export function fakeServer(routes: Record<string, Answer>): { received: Received[]; last: (route: string) => Received } {
  const table: Record<string, Answer> = { 'GET /api/session': operator, 'GET /api/sign-in-options': { hasWecom: false }, ...routes };
  const received: Received[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const asked: Received = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : request.headers.get('Content-Type')?.startsWith('text/csv') ? text : JSON.parse(text),
    };
    received.push(asked);
    const answer = table[`${asked.method} ${asked.path}`] ?? table[`${asked.method} ${asked.path.replace(/[^/]+$/, '*')}`];
    if (answer === undefined) {
      throw new Error(`the test has no answer for ${asked.method} ${asked.path}`);
    }
    const result = typeof answer === 'function' ? answer(asked) : answer;
    if (result instanceof Refused) {
      return Response.json({ ...result }, { status: result.status });
    }
    if (result instanceof WithEtag) {
      return Response.json(result.body, { headers: { ETag: result.etag } });
    }
    return result === null ? new Response(null, { status: 204 }) : Response.json(result);
  });
  return {
    received,
    last: (route) => {
      const found = received.findLast((request) => `${request.method} ${request.path}` === route);
      if (found === undefined) {
        throw new Error(`${route} was never asked`);
      }
      return found;
    },
  };
}
