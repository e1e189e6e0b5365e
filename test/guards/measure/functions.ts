import ts from 'typescript';
import { isExported } from './exports.js';
import { linesOf, type Source } from './sources.js';

export interface Measured {
  readonly name: string;
  readonly lines: number;
}

/** Every function that has a name of its own, with its lines. */
export function functionsOf({ path, tree }: Source): Measured[] {
  const found: Measured[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameOf(node);
    if (name !== null) found.push({ name: `${path}: ${name}`, lines: linesOf(node.getText()) });
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}

function nameOf(node: ts.Node): string | null {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body)
    return node.name?.getText() ?? null;
  if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer))
    return node.name.getText();
  return null;
}

/** Functions of the top level that have several lines and are not declared by name. */
export function undeclaredFunctions({ path, tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter(({ type, initializer }) => !type && initializer && ts.isArrowFunction(initializer))
      .filter((declaration) => linesOf(declaration.getText()) > 1)
      .map(({ name }) => `${path}: ${name.getText()}`);
  });
}

/** Pairs of a function and a helper of the same file that it calls, and those of them where the caller stands first. */
export function callerPairs({ tree }: Source): { readonly pairs: number; readonly first: number } {
  const declared = tree.statements.flatMap((statement) =>
    functionNames(statement).map((name) => ({ name, statement, names: namesIn(statement) })),
  );
  const helpers = declared.filter(({ statement }) => !isExported(statement));
  const met = helpers.flatMap((helper) => {
    const callers = declared.filter((one) => one !== helper && one.names.has(helper.name));
    // What calls itself round about has no order.
    const plain = callers.filter(({ name }) => !helper.names.has(name));
    return plain.length ? [plain.some(({ statement }) => statement.pos < helper.statement.pos)] : [];
  });
  return { pairs: met.length, first: met.filter(Boolean).length };
}

function functionNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement) && statement.name) return [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(({ initializer }) => initializer && ts.isArrowFunction(initializer))
    .map(({ name }) => name.getText());
}

function namesIn(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: ts.Node): void => {
    if (ts.isIdentifier(one)) names.add(one.text);
    one.forEachChild(visit);
  };
  visit(node);
  return names;
}
