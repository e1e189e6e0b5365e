/** The house's directions. Each rule says why in its comment. */
const inside = (path) => ({ path });

/** What each room of the domain may import besides itself; there is no way back. A name without a room is a file. */
const roomsOfTheDomain = {
  calendar: ['ids'],
  charter: ['ids', 'json', 'calendar/'],
  handoff: ['ids', 'json', 'calendar/', 'charter/'],
  ladder: ['ids', 'json', 'calendar/', 'charter/', 'handoff/'],
  log: ['ids', 'json', 'charter/', 'handoff/', 'ladder/'],
  people: ['ids', 'json', 'directory', 'command', 'context', 'refusal', 'calendar/', 'charter/', 'handoff/'],
  run: [
    'ids',
    'json',
    'bounds',
    'directory',
    'context',
    'refusal',
    'charter/',
    'handoff/',
    'log/',
    'people/',
  ],
  lifecycle: [
    'ids',
    'json',
    'bounds',
    'directory',
    'command',
    'context',
    'effect',
    'refusal',
    'verdict',
    'calendar/',
    'charter/',
    'handoff/',
    'ladder/',
    'log/',
    'people/',
    'run/',
  ],
  trust: ['ids', 'json', 'context', 'charter/', 'handoff/', 'ladder/', 'lifecycle/', 'log/'],
};
const roomRules = Object.entries(roomsOfTheDomain).map(([room, others]) => {
  const allowed = [`${room}/`, ...others.map((one) => (one.endsWith('/') ? one : `${one}\\.ts$`))];
  return {
    name: `domain-${room}-imports-only-as-listed`,
    severity: 'error',
    from: inside(`^src/domain/${room}/`),
    to: { path: '^src/domain/', pathNot: `^src/domain/(${allowed.join('|')})` },
  };
});
const unlistedRoom = {
  name: 'every-room-of-the-domain-is-listed',
  severity: 'error',
  comment: 'A new room says here what it may import.',
  from: { path: '^src/domain/[^/]+/', pathNot: `^src/domain/(${Object.keys(roomsOfTheDomain).join('|')})/` },
  to: {},
};

module.exports = {
  forbidden: [
    ...roomRules,
    unlistedRoom,
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
      name: 'rooms-of-the-application-stand-alone',
      severity: 'error',
      comment: 'What happens in one room reaches another as a command or an effect; its types may be named.',
      from: { path: '^src/application/([^/]+)/' },
      to: {
        path: '^src/application/[^/]+/',
        // The concierge tells people through the one way that delivers a message.
        pathNot: '^src/application/($1|messages)/',
        dependencyTypesNot: ['type-only'],
      },
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
      from: { path: '^src/', pathNot: '^src/(app|main)\\.ts$|^src/(cli|wiring|adapters)/' },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'one-wiring-for-the-bot-and-the-command-line',
      severity: 'error',
      comment: 'A verb that opens a store, Slack or the connectors by itself would open them in another way.',
      from: { path: '^src/', pathNot: '^src/(wiring|adapters|tools)/' },
      to: {
        path: '^src/adapters/store/sqlite/sqlite-store\\.ts$|^src/adapters/slack/(client|slack-port|tool-messages)\\.ts$|^src/tools/connectors\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tools-know-ports-and-domain',
      severity: 'error',
      from: inside('^src/tools/'),
      to: { path: '^(src|db)/', pathNot: '^src/(tools|ports|domain)/|^db/sqlite\\.ts$' },
    },
    {
      name: 'kinds-of-tools-stand-alone',
      severity: 'error',
      comment: 'What several kinds share stands above them; a webhook is an HTTP call.',
      from: { path: '^src/tools/([^/]+)/', pathNot: '^src/tools/webhook/' },
      to: { path: '^src/tools/[^/]+/', pathNot: '^src/tools/($1|written)/' },
    },
    {
      name: 'only-the-charter-and-the-wiring-know-tools',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(app|main)\\.ts$|^src/(cli|wiring|tools|adapters/(charter|pager))/',
      },
      to: { path: '^src/tools/' },
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
      from: { path: '^src/', pathNot: '^src/adapters/store/|^src/tools/sql/|^src/main\\.ts$' },
      to: { path: '(^|/)node_modules/(kysely|better-sqlite3|pg)/|^db/' },
    },
    {
      name: 'queries-know-no-engine',
      severity: 'error',
      comment:
        'Queries, rows and the log are values that each engine runs; types of a driver count as knowing it. Only the schema of the tables is theirs.',
      from: { path: '^src/adapters/store/', pathNot: '^src/adapters/store/sqlite/' },
      to: {
        path: '(^|/)node_modules/(@types/)?(better-sqlite3|pg)|^src/adapters/store/sqlite/|^db/',
        pathNot: '^db/schema\\.ts$',
      },
    },
    {
      name: 'sqlite-is-loaded-in-one-place',
      severity: 'error',
      comment: 'Each Node needs another version of it; types are the same.',
      from: { path: '^(src|db|playground)/', pathNot: '^db/sqlite\\.ts$' },
      to: { path: '(^|/)node_modules/(@types/)?better-sqlite3', dependencyTypesNot: ['type-only'] },
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
        'It stands in for Slack and for the customer systems: it may start the product, never look inside; it only opens its own SQLite files in the same way.',
      from: { path: '^playground/', pathNot: '^playground/main\\.ts$' },
      to: { path: '^(src|db)/', pathNot: '^db/sqlite\\.ts$' },
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
