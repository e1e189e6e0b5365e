import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface AppFeatures {
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint?: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'global' | 'message';
    readonly callback_id: string;
  }[];
  /** Whether people may write to the app directly. */
  readonly isReadOnly: boolean;
}

interface Manifest {
  readonly features?: {
    readonly slash_commands?: AppFeatures['commands'];
    readonly shortcuts?: AppFeatures['shortcuts'];
    readonly app_home?: { readonly messages_tab_read_only_enabled?: boolean };
  };
}

/** What the app offers to people, from the manifest that a real workspace would get. */
export const readFeatures = (file: string): AppFeatures => {
  const { features = {} } = parse(readFileSync(file, 'utf8')) as Manifest;
  return {
    commands: features.slash_commands ?? [],
    shortcuts: features.shortcuts ?? [],
    isReadOnly: features.app_home?.messages_tab_read_only_enabled ?? false,
  };
};
