/**
 * The objects in a model's answer, in order: the whole of it, what stands in a code fence, or what stands between other
 * words. What the model thought aloud before is left out. Only reading is lenient here; the form is checked as ever.
 */
export function* objectsIn(content: string): Generator<unknown> {
  // An answer that is one object may speak of thoughts in its texts.
  const whole = parsed(content);
  if (whole !== undefined) yield whole;
  const said = withoutThoughts(content);
  let at = said.indexOf('{');
  while (at >= 0) {
    const end = endOfObject(said, at);
    const value = end < 0 ? undefined : parsed(said.slice(at, end));
    if (value !== undefined) yield value;
    at = said.indexOf('{', value === undefined ? at + 1 : end);
  }
}

/** Some servers leave out the opening tag; a thought that never ends holds no answer. */
function withoutThoughts(content: string): string {
  const closed = content.replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, '');
  return closed.replace(/<(?:think|thinking|reasoning)>[\s\S]*$/i, '');
}

/** Where the object that begins here ends; -1 when it does not. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (isText && letter === '\\') at += 1;
    else if (letter === '"') isText = !isText;
    else if (!isText && letter === '{') depth += 1;
    else if (!isText && letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
