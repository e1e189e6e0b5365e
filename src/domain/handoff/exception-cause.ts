/**
 * Why a handoff needs help from a person who looks after exceptions.
 */
export type ExceptionCause =
  | 'failed'
  | 'failed_verification'
  | 'in_doubt'
  | 'conflict'
  | 'unprepared'
  | 'blocked_too_long'
  | 'undeliverable'
  | 'undo_failed'
  | 'undo_conflict';
