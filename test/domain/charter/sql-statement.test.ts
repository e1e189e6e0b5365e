import {
  isSeveralStatements,
  priorOf,
  sqlPieces,
  sqlPlaceholders,
} from '../../../src/domain/charter/sql-statement.js';

describe('the placeholders of a statement', () => {
  it.each([
    ['values', 'UPDATE deals SET stage = :stage WHERE id = :id', ['stage', 'id']],
    ['a part of an amount', 'SET minor = :amount.minor', ['amount.minor']],
    ['what stood there before', 'WHERE stage = :prior_stage', ['prior_stage']],
    ['none in a cast', 'SELECT :id::uuid', ['id']],
    ['none in a text, with a quote inside', "SELECT ':no', 'it''s :no', :yes", ['yes']],
    ['none in a name', 'SELECT ":no", :yes', ['yes']],
    ['none in a comment', 'SELECT 1 -- :no\n, :yes /* :no\n:no */', ['yes']],
    ['none in a text in dollars', 'SELECT $$ :no $$, $a$ :no $b$ :no $a$, :yes', ['yes']],
    ['none at all', 'SELECT 1', []],
  ])('%s', (_what, statement, names) => {
    expect(sqlPlaceholders(statement)).toEqual(names);
  });

  it('cut it into pieces that make the whole again', () => {
    const pieces = sqlPieces('UPDATE a SET b = :b WHERE c = :c;');
    expect(pieces).toEqual([
      { text: 'UPDATE a SET b = ', placeholder: 'b' },
      { text: ' WHERE c = ', placeholder: 'c' },
      { text: ';', placeholder: null },
    ]);
  });

  it('say which field of the record they mean', () => {
    expect(['prior_stage', 'stage', 'prior_'].map(priorOf)).toEqual(['stage', null, null]);
  });
});

describe('several statements in one', () => {
  it.each([
    ['one', 'SELECT 1', false],
    ['one with an end', 'SELECT 1; ', false],
    ['one with a comment after its end', 'SELECT 1; -- and that is all', false],
    ['a semicolon in a text', "SELECT ';x'", false],
    ['two', 'SELECT 1; DROP TABLE deals', true],
    ['two, the second hidden behind a comment', 'SELECT 1; /* */ DELETE FROM deals', true],
    ['two, the second a quoted name', 'SELECT 1; "x"', true],
  ])('%s', (_what, statement, isSeveral) => {
    expect(isSeveralStatements(statement)).toBe(isSeveral);
  });
});
