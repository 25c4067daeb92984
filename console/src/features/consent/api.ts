import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';
import type { Language } from '@/shared/i18n/language';

export type Purpose = Schemas['Purpose'];
export type PurposeDraft = Schemas['PurposeDraft'];
export type PurposeText = Schemas['PurposeText'];
export type ConsentFigures = Schemas['ConsentFigures'];
export type ConsentDecision = Schemas['ConsentDecision'];
export type CustomerConsents = Schemas['CustomerConsents'];
export type HeldConsent = Schemas['HeldConsent'];
export type DecisionDraft = Schemas['DecisionDraft'];
export type DecisionSource = Schemas['DecisionSource'];

const pageSize = 20;

const keys = {
  purposes: ['consent', 'purposes'] as const,
  texts: (code: string) => ['consent', 'texts', code] as const,
  figures: ['consent', 'figures'] as const,
  decisions: (purpose: string | undefined, cursor: string | undefined) => ['consent', 'decisions', purpose, cursor] as const,
  ofCustomer: (id: string) => ['consent', 'customer', id] as const,
};

export function usePurposes() {
  return useQuery({ queryKey: keys.purposes, queryFn: () => unwrap(client.GET('/api/consent/purposes')) });
}

export function usePurposeTexts(code: string) {
  return useQuery({
    queryKey: keys.texts(code),
    queryFn: () => unwrap(client.GET('/api/consent/purposes/{code}/texts', { params: { path: { code } } })),
  });
}

export interface SavePurpose {
  /** Absent for a new purpose. */
  existing: Pick<Purpose, 'code' | 'version'> | undefined;
  draft: PurposeDraft;
  idempotencyKey: string;
}

export function useSavePurpose() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ existing, draft, idempotencyKey }: SavePurpose) =>
      existing === undefined
        ? unwrap(client.POST('/api/consent/purposes', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: draft }))
        : unwrap(
            client.PUT('/api/consent/purposes/{code}', {
              params: { path: { code: existing.code }, header: { 'If-Match': `"${existing.version}"` } },
              body: draft,
            }),
          ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['consent'] }),
  });
}

export function usePublishText(code: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ textZh, textEn, idempotencyKey }: Schemas['TextDraft'] & { idempotencyKey: string }) =>
      unwrap(
        client.POST('/api/consent/purposes/{code}/texts', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey } },
          body: { textZh, textEn },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['consent'] }),
  });
}

export function useConsentFigures() {
  return useQuery({ queryKey: keys.figures, queryFn: () => unwrap(client.GET('/api/consent/figures')), staleTime: 5_000 });
}

export function useDecisions(purpose: string | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.decisions(purpose, cursor),
    queryFn: () => unwrap(client.GET('/api/consent/decisions', { params: { query: { purpose, cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

export function useCustomerConsents(id: string) {
  return useQuery({
    queryKey: keys.ofCustomer(id),
    queryFn: () => unwrap(client.GET('/api/customers/{id}/consents', { params: { path: { id } } })),
    staleTime: 0,
  });
}

export function useRecordDecision(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, idempotencyKey }: { draft: DecisionDraft; idempotencyKey: string }) =>
      unwrap(
        client.POST('/api/customers/{id}/consents', {
          params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey } },
          body: draft,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['consent'] }),
  });
}

export function purposeName(purpose: Pick<Purpose, 'nameZh' | 'nameEn'>, language: Language): string {
  return language === 'zh-CN' ? purpose.nameZh : purpose.nameEn;
}

export function purposeDescription(purpose: Pick<Purpose, 'descriptionZh' | 'descriptionEn'>, language: Language): string {
  return language === 'zh-CN' ? purpose.descriptionZh : purpose.descriptionEn;
}

/** The name behind a code; the code itself for a purpose that came while the page was open. */
export function nameOfCode(purposes: readonly Purpose[], code: string, language: Language): string {
  const purpose = purposes.find((one) => one.code === code);
  return purpose === undefined ? code : purposeName(purpose, language);
}
