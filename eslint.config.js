import tseslint from 'typescript-eslint';

/** Biome formats and lints; ESLint adds only what needs types or a per-folder ban. */
const clock = [
  { object: 'Date', property: 'now', message: 'Time arrives in commands.' },
  { object: 'Math', property: 'random', message: 'Ids arrive in commands.' },
  { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
];

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
      'ts/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'db/**/*.ts', 'playground/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250 }], 'max-params': ['error', 3] },
  },
  {
    files: ['src/domain/**/*.ts', 'src/ports/**/*.ts', 'src/application/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...clock],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'fetch'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time arrives in commands.',
        },
      ],
    },
  },
);
