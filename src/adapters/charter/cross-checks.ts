import type { Problem } from '../../tools/written/charter-error.js';
import { leads } from '../../tools/written/references.js';
import type { WrittenCharter } from './schema.js';
import { taskTypeChecks } from './task-type-checks.js';
import { calendarChecks, type HolidayDates } from './time/calendars.js';
import { ladderChecks } from './time/ladder-checks.js';
import { peopleChecks } from './time/people.js';
import { reachChecks } from './time/reach-checks.js';
import { rotaChecks } from './time/rotas.js';
import { toolChecks } from './tool-checks.js';

/** What a schema cannot see: whether names lead somewhere, and whether what is promised can be kept. */
export function crossChecks(charter: WrittenCharter, holidays: HolidayDates): Problem[] {
  return [
    ...calendarChecks(charter.calendars, holidays),
    ...roleChecks(charter),
    ...peopleChecks(charter.people, charter.calendars),
    ...rotaChecks(charter.rotas, charter.roles),
    ...ladderChecks(charter),
    ...reachChecks(charter),
    ...Object.entries(charter.tools).flatMap(([name, tool]) => toolChecks(charter, name, tool)),
    ...Object.entries(charter.task_types).flatMap(([name, type]) => taskTypeChecks(charter, name, type)),
    ...Object.entries(charter.agents).flatMap(([name, agent]) =>
      agent.may_submit.flatMap((taskType, index) =>
        leads('task type', charter.task_types)(taskType, ['agents', name, 'may_submit', index]),
      ),
    ),
    ...leads('role', charter.roles)(charter.exceptions.owner, ['exceptions', 'owner']),
    ...(charter.break_glass
      ? leads('role', charter.roles)(charter.break_glass.role, ['break_glass', 'role'])
      : []),
    ...Object.keys(charter.paging?.roles ?? {}).flatMap((role) =>
      leads('role', charter.roles)(role, ['paging', 'roles', role]),
    ),
    ...aliasChecks(charter),
  ];
}

/** A name that an agent submits leads to one task type only. */
function aliasChecks({ task_types: types }: WrittenCharter): Problem[] {
  const taken = new Set(Object.keys(types));
  return Object.entries(types).flatMap(([name, { aliases }]) =>
    aliases.flatMap((alias, index): Problem[] => {
      const path = ['task_types', name, 'aliases', index];
      if (taken.has(alias)) return [{ path, problem: `“${alias}” already leads to a task type.` }];
      taken.add(alias);
      return [];
    }),
  );
}

function roleChecks({ roles, calendars }: WrittenCharter): Problem[] {
  return Object.entries(roles).flatMap(([name, role]): Problem[] => {
    const path = ['roles', name];
    const nobody = !role.usergroup && !role.users?.length;
    return [
      ...(nobody ? [{ path, problem: 'Nobody is in this role: give it a usergroup or users.' }] : []),
      ...(role.manager ? leads('role', roles)(role.manager, [...path, 'manager']) : []),
      ...(role.calendar ? leads('calendar', calendars)(role.calendar, [...path, 'calendar']) : []),
      ...(leadsToItself(name, roles)
        ? [{ path: [...path, 'manager'], problem: 'The managers lead in a circle.' }]
        : []),
    ];
  });
}

function leadsToItself(name: string, roles: WrittenCharter['roles']): boolean {
  const passed = new Set<string>();
  for (let at = roles[name]?.manager; at && !passed.has(at); at = roles[at]?.manager) {
    if (at === name) return true;
    passed.add(at);
  }
  return false;
}
