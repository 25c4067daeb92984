// node scripts/api-schema.mjs <write|check>: TypeScript types of docs/api/openapi.yaml.
// `check` fails when the committed types are not what the document says, so neither can drift.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const source = new URL('../../docs/api/openapi.yaml', import.meta.url);
const target = join(root, 'src/shared/api/schema.d.ts');

const fresh = COMMENT_HEADER + astToString(await openapiTS(source));

switch (process.argv[2]) {
  case 'write':
    writeFileSync(target, fresh);
    break;
  case 'check':
    if (readFileSync(target, 'utf8') !== fresh) {
      console.error('src/shared/api/schema.d.ts does not match docs/api/openapi.yaml. Run: npm run api');
      process.exit(1);
    }
    break;
  default:
    console.error('usage: node scripts/api-schema.mjs <write|check>');
    process.exit(2);
}
