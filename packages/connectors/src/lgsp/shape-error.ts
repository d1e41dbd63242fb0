/** The register's message does not have the agreed shape, or is about somebody else. `place` names members, never values. */
export class ShapeError extends Error {
  readonly place: string;
  readonly trouble: 'shape' | 'wrong-subject';

  constructor(place: string, trouble: 'shape' | 'wrong-subject' = 'shape') {
    super(`Expected another shape at ${place}.`);
    this.name = 'ShapeError';
    this.place = place;
    this.trouble = trouble;
  }
}
