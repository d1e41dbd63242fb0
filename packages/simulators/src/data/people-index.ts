import type {SyntheticPerson} from './synthetic-person.ts';

/** People by number, and who is whose child. */
export interface PeopleIndex {
  readonly all: readonly SyntheticPerson[];
  find(citizenId: string): SyntheticPerson | undefined;
  childrenOf(person: SyntheticPerson): readonly SyntheticPerson[];
  /** Who lives together with a person, the person included, and the number of their head. */
  householdOf(person: SyntheticPerson): Household;
  /** From now on other things are known of a person. Nothing happens where nobody has the number. */
  change(citizenId: string, changes: PersonChanges): void;
}

export interface Household {
  /** Number of the head; nobody need have it. */
  readonly head: string;
  readonly members: readonly SyntheticPerson[];
}

/** What may become otherwise of a person in the course of time. */
export type PersonChanges = Partial<Pick<SyntheticPerson, 'name' | 'ethnicity' | 'permanent' | 'current' | 'card'>>;

/** Indexes are made when first needed: a start does not wait for them. */
export function indexPeople(people: () => readonly SyntheticPerson[]): PeopleIndex {
  let all: readonly SyntheticPerson[] | undefined;
  let byId: Map<string, SyntheticPerson> | undefined;
  let byParent: ReadonlyMap<string, readonly SyntheticPerson[]> | undefined;
  let byHead: ReadonlyMap<string, readonly SyntheticPerson[]> | undefined;
  const list = (): readonly SyntheticPerson[] => {
    all ??= people();
    return all;
  };
  const known = (): Map<string, SyntheticPerson> => {
    byId ??= new Map(list().map((person) => [person.citizenId, person]));
    return byId;
  };
  return {
    get all() {
      return list();
    },
    find: (citizenId) => known().get(citizenId),
    change(citizenId, changes) {
      const person = known().get(citizenId);
      if (person) known().set(citizenId, {...person, ...changes});
    },
    childrenOf(person) {
      byParent ??= groupByParent(list());
      return byParent.get(person.citizenId) ?? [];
    },
    householdOf(person) {
      byHead ??= groupByHead(list());
      const head = headOf(person);
      return {head, members: byHead.get(head) ?? [person]};
    },
  };
}

/** Number of the head; whoever has none on file is one. */
function headOf({headOfHousehold, citizenId}: SyntheticPerson): string {
  return headOfHousehold?.citizenId || citizenId;
}

function groupByHead(people: readonly SyntheticPerson[]): ReadonlyMap<string, readonly SyntheticPerson[]> {
  const byHead = new Map<string, SyntheticPerson[]>();
  for (const person of people) {
    const head = headOf(person);
    byHead.set(head, [...(byHead.get(head) ?? []), person]);
  }
  return byHead;
}

function groupByParent(people: readonly SyntheticPerson[]): ReadonlyMap<string, readonly SyntheticPerson[]> {
  const byParent = new Map<string, SyntheticPerson[]>();
  for (const child of people) {
    for (const parent of [child.father, child.mother]) {
      if (!parent || parent.citizenId === '') continue;
      const known = byParent.get(parent.citizenId);
      if (known) known.push(child);
      else byParent.set(parent.citizenId, [child]);
    }
  }
  return byParent;
}
