import { dirname, join } from 'node:path';
import type { Source } from './sources.js';

/** Files of which each imports the next and the last the first, types included; empty when there is no circle. */
export function findCircle(sources: readonly Source[]): string[] {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const next of imports.get(path) ?? []) {
      const circle = walk(next, [...way, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  for (const path of imports.keys()) {
    const circle = walk(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/from '(\.[^']*)\.js'/g)].map(([, to]) => `${join(dirname(path), to ?? '')}.ts`);
}
