import type { EditedBroadcast } from '../model';

/** What every step of the wizard gets. */
export interface StepProps {
  edited: EditedBroadcast;
  /** Somebody wanted to save: what is missing is marked. */
  isAsked: boolean;
  onChange: (part: Partial<EditedBroadcast>) => void;
}
