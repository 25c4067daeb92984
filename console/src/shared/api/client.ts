import createClient, { type Middleware } from 'openapi-fetch';
import { useLanguageStore } from '@/shared/i18n/language';
import { ProblemError, problemFrom } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token that the server put into a readable cookie; sending it back proves that the request comes from our page. */
export function csrfToken(): string | undefined {
  const cookie = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
  return cookie === undefined ? undefined : decodeURIComponent(cookie.slice('XSRF-TOKEN='.length));
}

export function requestHeaders(method: string): Record<string, string> {
  const token = safeMethods.has(method) ? undefined : csrfToken();
  return { 'Accept-Language': useLanguageStore.getState().language, ...(token === undefined ? {} : { 'X-XSRF-TOKEN': token }) };
}

const headers: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(requestHeaders(request.method))) {
      request.headers.set(name, value);
    }
    return request;
  },
};

export const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: (request) => globalThis.fetch(request) });
client.use(headers);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; everything else is thrown as a {@link ProblemError}. */
export async function unwrap<T>(pending: Promise<Answer<T>>): Promise<T> {
  return (await unwrapAnswer(pending)).data;
}

/** As {@link unwrap}, with the response for its headers. */
export async function unwrapAnswer<T>(pending: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await pending;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new ProblemError({ type: 'about:blank', title: '', status: 0 });
  }
  if (!answer.response.ok) {
    throw new ProblemError(problemFrom(answer.error, answer.response));
  }
  return { data: withoutNulls(answer.data) as T, response: answer.response };
}

/** The API leaves out what is absent; null, where a server writes it, means the same and goes no further than here. A file stays as it is. */
export function withoutNulls(value: unknown): unknown {
  if (value instanceof Blob) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, part]) => part !== null)
        .map(([name, part]) => [name, withoutNulls(part)]),
    );
  }
  return value;
}

/** A key for one intention of the user: keep it while the same form is retried. */
export function newIdempotencyKey(): string {
  // randomUUID exists only on https and localhost; a console on plain http inside a company network must work too.
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
