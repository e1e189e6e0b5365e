/** The house's directions. Each rule says why in its comment. */
const inside = (path) => ({ path });
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Type-only imports included.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(src|db|playground)/', pathNot: '\\.d\\.ts$|^playground/page/' },
      to: {},
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'The domain knows zod, hashing, canonical JSON, the word difference and time zones: pure libraries only.',
      from: inside('^src/domain/'),
      to: { pathNot: '^src/domain/|(^|/)node_modules/(zod|canonicalize|diff|temporal-polyfill)/|^crypto$' },
    },
    {
      name: 'ports-know-only-the-domain',
      severity: 'error',
      from: inside('^src/ports/'),
      to: { pathNot: '^src/(ports|domain)/' },
    },
    {
      name: 'application-knows-domain-and-ports',
      severity: 'error',
      from: inside('^src/application/'),
      to: { pathNot: '^src/(application|ports|domain)/|(^|/)node_modules/zod/' },
    },
    {
      name: 'effects-and-queries-stand-alone',
      severity: 'error',
      from: { path: '^src/application/(effects|queries)/([^/]+)' },
      to: { path: '^src/application/(effects|queries)/', pathNot: '^src/application/$1/$2' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'only-app-builds-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|main|cli/[^/]+)\\.ts$|^src/adapters/' },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'slack-stays-in-its-adapter',
      severity: 'error',
      from: { path: '^(src|db)/', pathNot: '^src/adapters/slack/' },
      to: { path: '(^|/)node_modules/@slack/' },
    },
    {
      name: 'sql-stays-in-its-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/(store/|connectors/sql-)' },
      to: { path: '(^|/)node_modules/(kysely|better-sqlite3|pg)/' },
    },
    {
      name: 'openai-stays-in-its-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/openai/' },
      to: { path: '(^|/)node_modules/openai/' },
    },
    {
      name: 'the-product-never-imports-the-playground',
      severity: 'error',
      from: { path: '^(src|db)/' },
      to: { path: '^(playground|test|bench)/' },
    },
    {
      name: 'the-playground-speaks-only-wire-formats',
      severity: 'error',
      comment:
        'It stands in for Slack and for the customer systems: it may start the product, never look inside.',
      from: { path: '^playground/', pathNot: '^playground/main\\.ts$' },
      to: { path: '^(src|db)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
