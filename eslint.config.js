import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Biome formats and lints; ESLint adds only what needs types or a per-folder ban. */
const environment = {
  object: 'process',
  property: 'env',
  message: 'Only src/config.ts reads the environment.',
};
const now = { object: 'Date', property: 'now', message: 'Time comes from the clock that is passed in.' };
const random = { object: 'Math', property: 'random', message: 'Ids arrive in commands.' };
const newDate = {
  selector: ":matches(NewExpression, CallExpression)[callee.name='Date'][arguments.length=0]",
  message: 'Time comes from the clock that is passed in.',
};
const halfTable = {
  selector: "TSTypeReference[typeName.name='Partial'] TSTypeReference[typeName.name='Record']",
  message: 'A table answers for every key, with null where there is nothing.',
};
/** Which files may read them, and why. */
const readers = JSON.parse(
  readFileSync(new URL('test/guards/measure/readers.json', import.meta.url), 'utf8'),
);

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'playground/page/**', 'bench/peers/**', 'data/**'] },
  {
    files: [
      'src/**/*.ts',
      'db/**/*.ts',
      'bin/**/*.ts',
      'playground/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
    ],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { ts: tseslint.plugin },
    rules: {
      'ts/no-floating-promises': 'error',
      'ts/no-misused-promises': 'error',
      'ts/await-thenable': 'error',
      // Also beside a `default`: a new state or kind is asked for wherever one is told from the other.
      'ts/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // What an event says nothing about stays as it was; most of them say nothing about an action.
    files: ['src/domain/run/executed-action.ts'],
    rules: { 'ts/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }] },
  },
  {
    files: ['src/**/*.ts', 'db/**/*.ts', 'playground/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250 }], 'max-params': ['error', 3] },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', environment, now],
      'no-restricted-globals': ['error', 'performance'],
      'no-restricted-syntax': ['error', newDate, halfTable],
    },
  },
  {
    files: Object.keys(readers.clock),
    rules: {
      'no-restricted-properties': ['error', environment],
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', halfTable],
    },
  },
  {
    files: Object.keys(readers.environment),
    rules: { 'no-restricted-properties': ['error', now] },
  },
  {
    files: ['src/domain/**/*.ts', 'src/ports/**/*.ts', 'src/application/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', environment, now, random],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'fetch', 'performance'],
      'no-restricted-syntax': ['error', newDate, halfTable],
    },
  },
);
