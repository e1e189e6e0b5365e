import type { Snapshot } from './api.js';

interface NoticesProps {
  readonly warnings: Snapshot['warnings'];
  readonly notes: readonly string[];
  readonly isLost: boolean;
  readonly dismiss: () => void;
}

/** What went wrong between the workspace and the app; it stays until somebody has seen it. */
export const Notices = ({ warnings, notes, isLost, dismiss }: NoticesProps) => {
  const lines = [...new Set([...warnings.map(({ words }) => words), ...notes])];
  return (
    <div role="alert" className="notices">
      {isLost && <p>The playground does not answer. Start it again with npm start.</p>}
      {lines.map((line) => (
        <p key={line}>⚠️ {line}</p>
      ))}
      {lines.length > 0 && (
        <button type="button" className="plain" aria-label="Dismiss the warnings" onClick={dismiss}>
          ✕
        </button>
      )}
    </div>
  );
};
