// cql-execution: the table as an ELM library. Reads a task (JSON) from standard input and prints
// one JSON line, as harness.py does for Python engines. Run in the folder of the installation.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(join(process.cwd(), 'package.json'));
const cql = load('cql-execution');
const task = JSON.parse(readFileSync(0, 'utf8'));
const library = new cql.Library(task.form);
const executor = new cql.Executor(library, new cql.CodeService({}), {});
const patients = new cql.PatientSource([]);
const names = task.rules;

async function evaluate(values) {
  const results = (await executor.withParameters(values).exec(patients)).unfilteredResults;
  return task.mode === 'definitions' ? names.map(name => results[name]) : results.Answer;
}

async function answerTo(values) {
  try {
    return await evaluate(values);
  } catch (error) {
    return `error (${error.name})`;
  }
}

async function pass() {
  const answers = [];
  for (const values of task.cases) answers.push(await evaluate(values));
  return answers;
}

const answers = await pass();
const rates = [];
for (let i = 0; i < task.repetitions; i++) {
  let count = 0;
  let spent = 0;
  const start = performance.now();
  while (spent < task.seconds * 1000) {
    await pass();
    count += task.cases.length;
    spent = performance.now() - start;
  }
  rates.push((count / spent) * 1000);
}
const given = Object.entries(task.unknown).filter(([, value]) => value !== null);
const absent = Object.fromEntries(given);
const version = load('cql-execution/package.json').version;
const unknown = { null: await answerTo(task.unknown), absent: await answerTo(absent) };
console.log(JSON.stringify({ version, answers, unknown, rates }));
