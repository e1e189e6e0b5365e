import ts from 'typescript';
import type { Source } from './sources.js';

/** Exported names that more than one file gives to something of its own, with those files. */
export function namesOfSeveral(sources: readonly Source[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const source of sources)
    for (const name of exportsOf(source)) files.set(name, [...(files.get(name) ?? []), source.path]);
  return new Map([...files].filter(([, paths]) => paths.length > 1));
}

/** Whether the file gives a rule: something that runs and does more than put what it is given into another shape. */
export function hasRules({ tree }: Source): boolean {
  return tree.statements
    .filter(isExported)
    .some(
      (statement) =>
        (ts.isFunctionDeclaration(statement) && !isShapeOnlyBody(statement.body)) ||
        (ts.isVariableStatement(statement) &&
          statement.declarationList.declarations.some(
            ({ initializer }) =>
              initializer && ts.isArrowFunction(initializer) && !isShapeOnly(initializer.body),
          )),
    );
}

function isShapeOnlyBody(body: ts.Block | undefined): boolean {
  const [only, ...others] = body?.statements ?? [];
  return (
    !!only &&
    !others.length &&
    ts.isReturnStatement(only) &&
    !!only.expression &&
    isShapeOnly(only.expression)
  );
}

/** `text as HandoffId` or `({ events, effects })`. */
function isShapeOnly(node: ts.Node): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isShapeOnly(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      (property) =>
        ts.isShorthandPropertyAssignment(property) ||
        (ts.isPropertyAssignment(property) && isShapeOnly(property.initializer)),
    );
  return ts.isIdentifier(node) || ts.isStringLiteral(node);
}

function exportsOf({ tree }: Source): string[] {
  return tree.statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    const { name } = statement as ts.DeclarationStatement;
    return name ? [name.getText()] : [];
  });
}

export function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}
