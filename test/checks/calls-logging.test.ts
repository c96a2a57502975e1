import { beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../src/languages/python/index.js';
import type { Rubric } from '../../src/model/rubric.js';
import { earned, rubricOf } from './calls-helper.js';

let rubric: Rubric;
beforeAll(async () => {
  await python.load();
  rubric = rubricOf('logging');
});

type Case = readonly [
  name: string,
  expected: Readonly<Record<string, number>>,
  code: string | Readonly<Record<string, string>>,
];

const STD = 'import logging\nlogger = logging.getLogger(__name__)\n';
const ASC =
  'import logging\nlogging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")\nlogger = logging.getLogger(__name__)\n';
/** A service with what it says at the start, after success and on failure. */
const service = (start: string, ok = 'pass', fail = 'raise', head = STD) =>
  `${head}def predict(data):\n    ${start}\n    try:\n        result = model.predict(data)\n        ${ok}\n        return result\n    except Exception as e:\n        ${fail.replaceAll('\n', '\n        ')}\n`;

const loggers: readonly Case[] = [
  ['prints', { logger: 0 }, service('print("in")', 'print("ok")', 'print(e)\nraise', '')],
  ['stdlib', { logger: 1 }, service('logger.info("in")', 'logger.info("ok")')],
  ['module functions', { logger: 1 }, service('logging.info("in")')],
  ['alias', { logger: 1 }, service('L.info("in")', 'pass', 'raise', 'import logging as lg\nL = lg.getLogger("x")\n')],
  [
    'getLogger imported',
    { logger: 1 },
    service('log.info("in")', 'pass', 'raise', 'from logging import getLogger as gl\nlog = gl()\n'),
  ],
  [
    'inside the function',
    { logger: 1 },
    service('logging.getLogger("x").warning("in")', 'pass', 'raise', 'import logging\n'),
  ],
  [
    'structlog',
    { logger: 1 },
    service('log.info("in")', 'pass', 'raise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  [
    'structlog bound',
    { logger: 1 },
    service('log.bind(a=1).info("in")', 'pass', 'raise', 'import structlog\nlog = structlog.stdlib.get_logger()\n'),
  ],
  ['loguru', { logger: 1 }, service('logger.info("in")', 'pass', 'raise', 'from loguru import logger\n')],
  [
    'loguru opt',
    { logger: 1 },
    service('logger.opt(lazy=True).debug("in")', 'pass', 'raise', 'from loguru import logger\n'),
  ],
  [
    'flask app logger',
    { logger: 1 },
    service('current_app.logger.info("in")', 'pass', 'raise', 'from flask import current_app\n'),
  ],
  ['undefined logger', { logger: 1 }, service('logger.info("in")', 'pass', 'raise', '')],
  [
    'imported from a module nobody shows',
    { logger: 1 },
    service('log.info("in")', 'pass', 'raise', 'from app.logs import get_logger\nlog = get_logger(__name__)\n'),
  ],
  ['injected', { logger: 1 }, 'def predict(data, logger):\n    logger.info("in")\n    return model.predict(data)\n'],
  [
    'attribute of self',
    { logger: 1 },
    'import logging\nclass Service:\n    def __init__(self):\n        self.logger = logging.getLogger("s")\n    def predict(self, data):\n        self.logger.info("in")\n        return self.model.predict(data)\n',
  ],
  [
    'class attribute',
    { logger: 1 },
    'import logging\nclass Service:\n    log = logging.getLogger("s")\n    def predict(self, data):\n        self.log.info("in")\n        return self.model.predict(data)\n',
  ],
  ['adapter', { logger: 1 }, service('a = logging.LoggerAdapter(logger, {"id": data["id"]})\n    a.info("in")')],
  [
    'decorator that logs',
    { logger: 1 },
    `${STD}def logged(fn):\n    def inner(*a):\n        logger.info("in")\n        return fn(*a)\n    return inner\n@logged\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'helper of the answer',
    { logger: 1 },
    `${STD}def note(text):\n    logger.info(text)\n${service('note("in")', 'pass', 'raise', '')}`,
  ],
  [
    'own module',
    { logger: 1 },
    {
      'log_setup.py': 'import logging\ndef make(name):\n    return logging.getLogger(name)\n',
      'prediction.py': service('log.info("in")', 'pass', 'raise', 'from log_setup import make\nlog = make("x")\n'),
    },
  ],
  [
    'powertools',
    { logger: 1 },
    service('logger.info("in")', 'pass', 'raise', 'from aws_lambda_powertools import Logger\nlogger = Logger()\n'),
  ],
  [
    'print in the demonstration',
    { logger: 1 },
    `${service('logger.info("in")')}if __name__ == "__main__":\n    print(predict({"a": 1}))\n`,
  ],
  [
    'print in main()',
    { logger: 1 },
    `${service('logger.info("in")')}def main():\n    print(predict({"a": 1}))\nif __name__ == "__main__":\n    main()\n`,
  ],
  ['one print left', { logger: 0.5 }, service('logger.info("in")', 'print("ok")')],
  ['two prints left', { logger: 0 }, service('print("in")', 'print("ok")', 'logger.error(e)\nraise')],
  ['stdout', { logger: 0 }, service('sys.stdout.write("in")', 'pass', 'raise', 'import sys\n')],
  ['print of json', { logger: 0 }, service('print(json.dumps({"event": "in"}))', 'pass', 'raise', 'import json\n')],
  ['warnings', { logger: 0 }, service('warnings.warn("in")', 'pass', 'raise', 'import warnings\n')],
  ['a print called logger', { logger: 0 }, service('logger("in")', 'pass', 'raise', 'logger = print\n')],
  [
    'a class called logger',
    { logger: 0 },
    service('logger.info("in")', 'pass', 'raise', 'class logger:\n    @staticmethod\n    def info(x): print(x)\n'),
  ],
  ['never used', { logger: 0 }, service('pass')],
  ['import only', { logger: 0 }, service('pass', 'pass', 'raise', 'import logging\n')],
  ['in a comment', { logger: 0 }, service('# logger.info("in")\n    pass')],
  ['unreachable', { logger: 0 }, `${STD}def predict(data):\n    return model.predict(data)\n    logger.info("ok")\n`],
];

const raw = (what: string) => service(`logger.info(${what})`);
const hours: readonly Case[] = [
  [
    'a formatter of another library',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from logfmter import Logfmter\nh = logging.StreamHandler()\nh.setFormatter(Logfmter(keys=["when"], mapping={"when": "asctime"}))\nlogger.addHandler(h)\n`,
    ),
  ],
  [
    'a formatter that is not used',
    { timestamp: 0 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from logfmter import Logfmter\nh = logging.StreamHandler()\nf = Logfmter(mapping={"when": "asctime"})\nlogger.addHandler(h)\n`,
    ),
  ],
  [
    'the format of OpenTelemetry',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from opentelemetry.instrumentation.logging import LoggingInstrumentor\nLoggingInstrumentor().instrument(set_logging_format=True)\n`,
    ),
  ],
  [
    'a file that is not shown',
    { timestamp: 0.5 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}import logging.config\nlogging.config.fileConfig("logging.ini")\n`,
    ),
  ],
  [
    'a configuration without it',
    { timestamp: 0 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}import logging.config\nlogging.config.dictConfig({"version": 1})\n`,
    ),
  ],
];
const sensitive: readonly Case[] = [
  ['printed', { 'sensitive-data': 0 }, service('print(f"in {data}")', 'pass', 'raise', '')],
  [
    'another parameter name',
    { 'sensitive-data': 0 },
    'def score(customer):\n    print(customer)\n    return clf.predict(customer)\n',
  ],
  ['lazy formatting', { 'sensitive-data': 0 }, raw('"in %s", data')],
  ['f-string', { 'sensitive-data': 0 }, raw('f"in {data}"')],
  ['extra', { 'sensitive-data': 0 }, raw('"in", extra={"payload": data}')],
  [
    'keyword',
    { 'sensitive-data': 0 },
    service('log.info("in", data=data)', 'pass', 'raise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  [
    'spread',
    { 'sensitive-data': 0 },
    service('log.info("in", **data)', 'pass', 'raise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  [
    'bound',
    { 'sensitive-data': 0 },
    service('log.bind(data=data).info("in")', 'pass', 'raise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  ['repr', { 'sensitive-data': 0 }, raw('repr(data)')],
  ['to_dict', { 'sensitive-data': 0 }, raw('data.to_dict()')],
  ['names in a list', { 'sensitive-data': 1 }, raw('"in %s", list(data)')],
  ['names in order', { 'sensitive-data': 1 }, raw('"in %s", sorted(data)')],
  ['values in a list', { 'sensitive-data': 0 }, raw('"in %s", list(data.values())')],
  ['values in order', { 'sensitive-data': 0 }, raw('"in %s", sorted(data.values())')],
  [
    'a list in a list',
    { 'sensitive-data': 0 },
    `${STD}def predict(row: list[float]):\n    logger.info("in %s", tuple(row))\n    return model.predict([row])\n`,
  ],
  [
    'a copy with something put in',
    { 'sensitive-data': 0 },
    service('copy = dict(data)\n    copy["event"] = "predict"\n    logger.info("in %s", copy)'),
  ],
  [
    'a copy with something taken out',
    { 'sensitive-data': 0.5 },
    service('copy = dict(data)\n    copy["iban"] = "[redacted]"\n    logger.info("in %s", copy)'),
  ],
  ['head', { 'sensitive-data': 0 }, raw('data.head()')],
  ['values', { 'sensitive-data': 0 }, raw('data.values')],
  ['items', { 'sensitive-data': 0 }, raw('[f"{k}={v}" for k, v in data.items()]')],
  ['json', { 'sensitive-data': 0 }, raw('json.dumps(data)')],
  ['truncated', { 'sensitive-data': 0 }, raw('str(data)[:100]')],
  ['encoded', { 'sensitive-data': 0 }, raw('base64.b64encode(str(data).encode())')],
  ['through a helper', { 'sensitive-data': 0 }, `def sanitize(d):\n    return d\n${raw('"in %s", sanitize(data)')}`],
  [
    'sanitised and not used',
    { 'sensitive-data': 0 },
    `def sanitize(d):\n    return {k: "***" for k in d}\n${service('clean = sanitize(data)\n    logger.info("in %s", data)')}`,
  ],
  [
    'only in the except branch',
    { 'sensitive-data': 0 },
    service('logger.info("in")', 'pass', 'logger.exception("failed for %s", data)\nraise'),
  ],
  [
    'through another variable',
    { 'sensitive-data': 0 },
    service('payload = dict(data)\n    logger.info("in %s", payload)'),
  ],
  [
    'what the model gets',
    { 'sensitive-data': 0 },
    `${STD}def predict(data):\n    X = pd.DataFrame([data])\n    logger.info("row %s", X)\n    return model.predict(X)\n`,
  ],
  [
    'object of a request class',
    { 'sensitive-data': 0 },
    `${STD}from pydantic import BaseModel\nclass Row(BaseModel):\n    age: int\n@app.post("/p")\ndef predict(row: Row):\n    logger.info("in %s", row.model_dump())\n    return model.predict([[row.age]])\n`,
  ],
  ['nothing logged', { 'sensitive-data': 1 }, service('logger.info("in")')],
  ['length', { 'sensitive-data': 1 }, raw('"rows=%d", len(data)')],
  ['shape', { 'sensitive-data': 1 }, raw('f"shape={data.shape}"')],
  ['a dimension', { 'sensitive-data': 1 }, raw('"n=%d cols=%d", data.shape[0], data.shape[1]')],
  ['keys', { 'sensitive-data': 1 }, raw('"features=%s", list(data.keys())')],
  ['columns', { 'sensitive-data': 1 }, raw('"features=%s", data.columns.tolist()')],
  ['type', { 'sensitive-data': 1 }, raw('"type=%s", type(data).__name__')],
  ['hash', { 'sensitive-data': 1 }, raw('"h=%s", hashlib.sha256(str(data).encode()).hexdigest()')],
  [
    'shape through a variable',
    { 'sensitive-data': 1 },
    service('rows, cols = data.shape\n    logger.info("rows=%d", rows)'),
  ],
  [
    'masked by a helper',
    { 'sensitive-data': 1 },
    `PII = {"name"}\ndef mask(d):\n    return {k: "***" if k in PII else v for k, v in d.items()}\n${raw('"in %s", mask(data)')}`,
  ],
  [
    'masked in a loop',
    { 'sensitive-data': 1 },
    `PII = {"name"}\ndef mask(d):\n    out = {}\n    for k, v in d.items():\n        if k in PII:\n            out[k] = "***"\n        else:\n            out[k] = v\n    return out\n${raw('"in %s", mask(data)')}`,
  ],
  ['fields left out', { 'sensitive-data': 1 }, raw('"in %s", {k: v for k, v in data.items() if k not in PII}')],
  [
    'fields allowed',
    { 'sensitive-data': 1 },
    `SAFE = ["tenure", "products"]\n${raw('"in %s", {k: data[k] for k in SAFE}')}`,
  ],
  ['imported redactor', { 'sensitive-data': 1 }, `from privacy import redact\n${raw('"in %s", redact(data)')}`],
  ['regular expression', { 'sensitive-data': 1 }, raw('re.sub(r"\\d", "#", str(data))')],
  [
    'redacting filter',
    { 'sensitive-data': 1 },
    `${STD}class Redact(logging.Filter):\n    def filter(self, record):\n        record.msg = re.sub(r"\\d", "#", str(record.msg))\n        record.args = ()\n        return True\nlogger.addFilter(Redact())\ndef predict(data):\n    logger.info("in %s", data)\n    return model.predict(data)\n`,
  ],
  ['the prediction', { 'sensitive-data': 1 }, service('logger.info("in")', 'logger.info("out %s", result)')],
  [
    'the message of the exception',
    { 'sensitive-data': 1 },
    service('logger.info("in")', 'pass', 'logger.error("failed: %s", e, exc_info=True)\nraise'),
  ],
  ['identifier of the request', { 'sensitive-data': 1 }, raw('"id=%s", data.get("request_id")')],
  [
    'header of the request',
    { 'sensitive-data': 1 },
    `${STD}from flask import request\ndef predict():\n    logger.info("id=%s", request.headers.get("X-Request-ID"))\n    return model.predict(request.get_json())\n`,
  ],
  ['all local names', { 'sensitive-data': 0 }, raw('locals()')],
  [
    'arguments of a wrapped function',
    { 'sensitive-data': 0 },
    `${STD}def logged(fn):\n    def inner(*args, **kw):\n        logger.info("call %s %s", args, kw)\n        return fn(*args, **kw)\n    return inner\n@logged\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'fields of a set',
    { 'sensitive-data': 1 },
    `SAFE = {"tenure"}\n${raw('"in %s", {k: data[k] for k in data.keys() & SAFE}')}`,
  ],
  ['types of the values', { 'sensitive-data': 1 }, raw('{k: type(v).__name__ for k, v in data.items()}')],
  [
    'masked at any depth',
    { 'sensitive-data': 1 },
    `def redact(o):\n    if isinstance(o, dict):\n        return {k: "***" if k in PII else redact(v) for k, v in o.items()}\n    return o\n${raw('"in %s", redact(data)')}`,
  ],
  [
    'prepared values at debug',
    { 'sensitive-data': 0.5 },
    `${STD}def predict(data):\n    X = scaler.transform(data)\n    logger.debug("X=%s", X)\n    return model.predict(X)\n`,
  ],
  ['at debug', { 'sensitive-data': 0.5 }, service('logger.debug("in %s", data)')],
  ['one field masked', { 'sensitive-data': 0.5 }, raw('"in %s", {**data, "email": "***"}')],
  [
    'one field replaced in a copy',
    { 'sensitive-data': 0.5 },
    service('safe = data.copy()\n    safe["email"] = "***"\n    logger.info("in %s", safe)'),
  ],
  ['customer id', { 'sensitive-data': 0.5 }, raw('"customer=%s", data["customer_id"]')],
  ['aggregates', { 'sensitive-data': 0.5 }, raw('data.describe()')],
];

const levels: readonly Case[] = [
  ['prints', { levels: 0 }, service('print("in")', 'print("ok")', 'print("ERROR")\nraise', '')],
  ['info and error', { levels: 1 }, service('logger.info("in")', 'pass', 'logger.error("x")\nraise')],
  ['debug and exception', { levels: 1 }, service('logger.debug("in")', 'pass', 'logger.exception("x")\nraise')],
  [
    'log with a level',
    { levels: 1 },
    service('logger.log(logging.INFO, "in")', 'pass', 'logger.log(logging.ERROR, "x")\nraise'),
  ],
  [
    'loguru success',
    { levels: 1 },
    service('pass', 'logger.success("ok")', 'logger.error("x")\nraise', 'from loguru import logger\n'),
  ],
  ['warning for validation', { levels: 1 }, service('logger.info("in")', 'pass', 'logger.warning("x")\nraise')],
  ['all info', { levels: 0 }, service('logger.info("in")', 'logger.info("ok")', 'logger.info("x")\nraise')],
  ['level in the text', { levels: 0 }, service('logger.info("INFO in")', 'pass', 'logger.info("ERROR: x")\nraise')],
  ['all error', { levels: 0 }, service('logger.error("in")', 'logger.error("ok")')],
  [
    'only configured',
    { levels: 0 },
    service('pass', 'pass', 'raise', 'import logging\nlogging.basicConfig(level=logging.DEBUG)\n'),
  ],
  ['only the failure', { levels: 0.5 }, service('pass', 'pass', 'logger.error("x")\nraise')],
];

const UUID = 'import uuid\n';
const both = (line: string, extra = '', head = STD) =>
  `${UUID}${head}def predict(data${extra}):\n    rid = str(uuid.uuid4())\n    ${line.replace('MSG', '"in"')}\n    try:\n        return model.predict(data)\n    except Exception:\n        ${line.replace('MSG', '"fail"')}\n        raise\n`;
const contexts: readonly Case[] = [
  ['none', { context: 0 }, service('logger.info("in")')],
  ['in the message', { context: 1 }, both('logger.info("%s " + MSG, rid)')],
  ['f-string', { context: 1 }, both('logger.info(f"[{rid}] {MSG}")')],
  ['extra', { context: 1 }, both('logger.info(MSG, extra={"request_id": rid})')],
  [
    'extra and a JSON formatter',
    { context: 1 },
    both(
      'logger.info(MSG, extra={"request_id": rid})',
      '',
      `${STD}from pythonjsonlogger.json import JsonFormatter\nh = logging.StreamHandler()\nh.setFormatter(JsonFormatter("%(asctime)s %(message)s"))\nlogger.addHandler(h)\n`,
    ),
  ],
  [
    'extra and a format that shows it',
    { context: 1 },
    both(
      'logger.info(MSG, extra={"request_id": rid})',
      '',
      'import logging\nlogging.basicConfig(format="%(asctime)s %(request_id)s %(message)s")\nlogger = logging.getLogger()\n',
    ),
  ],
  ['extra and a format that hides it', { context: 0.5 }, both('logger.info(MSG, extra={"request_id": rid})', '', ASC)],
  [
    'parameter',
    { context: 1 },
    `${STD}def predict(data, request_id):\n    logger.info("in %s", request_id)\n    return model.predict(data)\n`,
  ],
  [
    'parameter or new',
    { context: 1 },
    `${UUID}${STD}def predict(data, request_id=None):\n    request_id = request_id or uuid.uuid4().hex\n    logger.info("in %s", request_id)\n    return model.predict(data)\n`,
  ],
  [
    'new where none was given',
    { context: 1 },
    `${UUID}${STD}def predict(data, request_id=None):\n    if request_id is None:\n        request_id = uuid.uuid4().hex\n    logger.info("in %s", request_id)\n    return model.predict(data)\n`,
  ],
  [
    'adapter',
    { context: 1 },
    `${UUID}${STD}def predict(data):\n    log = logging.LoggerAdapter(logger, {"request_id": uuid.uuid4().hex})\n    log.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'structlog bind',
    { context: 1 },
    `${UUID}import structlog\nlogger = structlog.get_logger()\ndef predict(data):\n    log = logger.bind(request_id=str(uuid.uuid4()))\n    log.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'structlog contextvars',
    { context: 1 },
    `${UUID}import structlog\nlogger = structlog.get_logger()\ndef predict(data):\n    structlog.contextvars.bind_contextvars(request_id=str(uuid.uuid4()))\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'structlog with',
    { context: 1 },
    `import structlog\nfrom structlog.contextvars import bound_contextvars\nlogger = structlog.get_logger()\ndef predict(data, request_id):\n    with bound_contextvars(request_id=request_id):\n        logger.info("in")\n        return model.predict(data)\n`,
  ],
  [
    'loguru contextualize',
    { context: 1 },
    `${UUID}from loguru import logger\ndef predict(data):\n    with logger.contextualize(request_id=uuid.uuid4()):\n        logger.info("in")\n        return model.predict(data)\n`,
  ],
  [
    'loguru bind',
    { context: 1 },
    `${UUID}from loguru import logger\ndef predict(data):\n    logger.bind(trace_id=uuid.uuid4()).info("in")\n    return model.predict(data)\n`,
  ],
  [
    'filter and context variable',
    { context: 1 },
    `${STD}from contextvars import ContextVar\nrid = ContextVar("rid", default="-")\nclass AddId(logging.Filter):\n    def filter(self, record):\n        record.request_id = rid.get()\n        return True\nlogger.addFilter(AddId())\ndef predict(data):\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'record factory',
    { context: 1 },
    `${STD}old = logging.getLogRecordFactory()\ndef factory(*args, **kwargs):\n    record = old(*args, **kwargs)\n    record.request_id = current.get()\n    return record\nlogging.setLogRecordFactory(factory)\ndef predict(data):\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'middleware of a library',
    { context: 1 },
    `${STD}from asgi_correlation_id import CorrelationIdMiddleware\napp.add_middleware(CorrelationIdMiddleware)\ndef predict(data):\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'own middleware',
    { context: 1 },
    `import structlog, uuid\nlog = structlog.get_logger()\n@app.middleware("http")\nasync def mid(request, call_next):\n    rid = request.headers.get("x-request-id", uuid.uuid4().hex)\n    structlog.contextvars.bind_contextvars(request_id=rid)\n    return await call_next(request)\ndef predict(data):\n    log.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'id from the payload',
    { context: 1 },
    `${STD}def predict(data):\n    logger.info("in", extra={"request_id": data["request_id"]})\n    return model.predict(data)\n`,
  ],
  [
    'telemetry',
    { context: 1 },
    `${STD}from opentelemetry import trace\ndef predict(data):\n    tid = trace.get_current_span().get_span_context().trace_id\n    logger.info("in %s", tid)\n    return model.predict(data)\n`,
  ],
  [
    'only in one record',
    { context: 0.5 },
    `${UUID}${STD}def predict(data):\n    rid = uuid.uuid4()\n    logger.info("in %s", rid)\n    r = model.predict(data)\n    logger.info("ok")\n    return r\n`,
  ],
  [
    'customer id',
    { context: 0.5 },
    `${STD}def predict(data):\n    logger.info("c=%s", data["customer_id"])\n    return model.predict(data)\n`,
  ],
  [
    'made of the clock',
    { context: 0.5 },
    `import time\n${STD}def predict(data):\n    request_id = str(int(time.time()))\n    logger.info("in %s", request_id)\n    return model.predict(data)\n`,
  ],
  [
    'optional and never set',
    { context: 0.5 },
    `${STD}def predict(data, request_id=None):\n    logger.info("in %s", request_id)\n    return model.predict(data)\n`,
  ],
  [
    'made and not logged',
    { context: 0 },
    service('request_id = str(uuid.uuid4())\n    logger.info("in")', 'pass', 'raise', UUID + STD),
  ],
  [
    'accepted and not logged',
    { context: 0 },
    `${STD}def predict(data, request_id):\n    logger.info("in")\n    return {"request_id": request_id, "y": model.predict(data)}\n`,
  ],
  [
    'bind thrown away',
    { context: 0 },
    `${UUID}import structlog\nlogger = structlog.get_logger()\ndef predict(data):\n    logger.bind(request_id=str(uuid.uuid4()))\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'one id for the process',
    { context: 0 },
    `${UUID}${STD}REQUEST_ID = str(uuid.uuid4())\ndef predict(data):\n    logger.info("in %s", REQUEST_ID)\n    return model.predict(data)\n`,
  ],
  ['always None', { context: 0 }, service('logger.info("in", extra={"request_id": None})')],
];

const timestamps: readonly Case[] = [
  ['prints', { timestamp: 0 }, service('print("in")', 'pass', 'raise', '')],
  ['asctime', { timestamp: 1 }, service('logger.info("in")', 'pass', 'raise', ASC)],
  [
    'Formatter',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}h = logging.StreamHandler()\nh.setFormatter(logging.Formatter("{asctime} {message}", style="{"))\nlogger.addHandler(h)\n`,
    ),
  ],
  [
    'dictConfig',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}import logging.config\nCONFIG = {"version": 1, "formatters": {"a": {"format": "%(asctime)s %(message)s"}}}\nlogging.config.dictConfig(CONFIG)\n`,
    ),
  ],
  [
    'configured in another file',
    { timestamp: 1 },
    {
      'logging_config.py':
        'import logging\nFMT = "%(asctime)s %(message)s"\ndef setup():\n    logging.basicConfig(format=FMT)\n',
      'prediction.py': service(
        'logger.info("in")',
        'pass',
        'raise',
        `from logging_config import setup\nsetup()\n${STD}`,
      ),
    },
  ],
  [
    'setup that the answer does not call',
    { timestamp: 1 },
    `import logging\ndef setup_logging():\n    logging.basicConfig(format="%(asctime)s %(message)s")\n${service('logger.info("in")')}`,
  ],
  [
    'JSON with asctime',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from pythonjsonlogger import jsonlogger\nh = logging.StreamHandler()\nh.setFormatter(jsonlogger.JsonFormatter("%(asctime)s %(message)s"))\n`,
    ),
  ],
  [
    'JSON with timestamp',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from pythonjsonlogger.json import JsonFormatter\nh = logging.StreamHandler()\nh.setFormatter(JsonFormatter(timestamp=True))\n`,
    ),
  ],
  [
    'own JSON formatter',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}import json\nclass F(logging.Formatter):\n    def format(self, record):\n        return json.dumps({"time": self.formatTime(record), "msg": record.getMessage()})\nh = logging.StreamHandler()\nh.setFormatter(F())\n`,
    ),
  ],
  [
    'structlog as it comes',
    { timestamp: 1 },
    service('log.info("in")', 'pass', 'raise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  [
    'structlog with TimeStamper',
    { timestamp: 1 },
    service(
      'log.info("in")',
      'pass',
      'raise',
      'import structlog\nstructlog.configure(processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer()])\nlog = structlog.get_logger()\n',
    ),
  ],
  [
    'loguru as it comes',
    { timestamp: 1 },
    service('logger.info("in")', 'pass', 'raise', 'from loguru import logger\n'),
  ],
  [
    'loguru with a format',
    { timestamp: 1 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      'from loguru import logger\nlogger.remove()\nlogger.add(sys.stderr, format="{time} {message}")\n',
    ),
  ],
  [
    'a field of its own',
    { timestamp: 1 },
    service(
      'logger.info("in", extra={"ts": datetime.now(timezone.utc).isoformat()})',
      'pass',
      'raise',
      `${STD}from datetime import datetime, timezone\nlogging.basicConfig(level=20)\n`,
    ),
  ],
  ['nothing configured', { timestamp: 0.5 }, service('logger.info("in")')],
  [
    'naive field',
    { timestamp: 0.5 },
    service(
      'logger.info("in", extra={"ts": datetime.utcnow()})',
      'pass',
      'raise',
      `${STD}from datetime import datetime\nlogging.basicConfig(level=20)\n`,
    ),
  ],
  [
    'level only',
    { timestamp: 0 },
    service('logger.info("in")', 'pass', 'raise', `${STD}logging.basicConfig(level=logging.INFO)\n`),
  ],
  [
    'datefmt without asctime',
    { timestamp: 0 },
    service('logger.info("in")', 'pass', 'raise', `${STD}logging.basicConfig(format="%(message)s", datefmt="%H:%M")\n`),
  ],
  [
    'bare JsonFormatter',
    { timestamp: 0 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      `${STD}from pythonjsonlogger.json import JsonFormatter\nh = logging.StreamHandler()\nh.setFormatter(JsonFormatter())\nlogger.addHandler(h)\n`,
    ),
  ],
  [
    'structlog without',
    { timestamp: 0 },
    service(
      'log.info("in")',
      'pass',
      'raise',
      'import structlog\nstructlog.configure(processors=[structlog.processors.JSONRenderer()])\nlog = structlog.get_logger()\n',
    ),
  ],
  [
    'loguru without',
    { timestamp: 0 },
    service(
      'logger.info("in")',
      'pass',
      'raise',
      'from loguru import logger\nlogger.remove()\nlogger.add(sys.stderr, format="{message}")\n',
    ),
  ],
  [
    'latency is no timestamp',
    { timestamp: 0 },
    service(
      'start = time.time()',
      'logger.info("ms=%s", time.time() - start)',
      'raise',
      `import time\n${STD}logging.basicConfig(level=20)\n`,
    ),
  ],
];

const fails = (fail: string, head = STD) => service('pass', 'pass', fail, head);
const tracebacks: readonly Case[] = [
  ['printed', { traceback: 0 }, fails('print(e)\nraise', '')],
  ['exception', { traceback: 1 }, fails('logger.exception("x")\nraise')],
  ['exc_info', { traceback: 1 }, fails('logger.error("x", exc_info=True)\nraise')],
  ['exc_info is the exception', { traceback: 1 }, fails('logger.critical("x", exc_info=e)\nraise')],
  ['exc_info of sys', { traceback: 1 }, fails('logger.error("x", exc_info=sys.exc_info())\nraise')],
  [
    'format_exc',
    { traceback: 1 },
    fails('logger.error("x %s", traceback.format_exc())\nraise', `import traceback\n${STD}`),
  ],
  [
    'loguru opt',
    { traceback: 1 },
    fails('logger.opt(exception=True).error("x")\nraise', 'from loguru import logger\n'),
  ],
  [
    'loguru catch',
    { traceback: 1 },
    'from loguru import logger\n@logger.catch(reraise=True)\ndef predict(data):\n    return model.predict(data)\n',
  ],
  [
    'structlog',
    { traceback: 1 },
    fails('log.exception("x")\nraise', 'import structlog\nlog = structlog.get_logger()\n'),
  ],
  ['another one raised from it', { traceback: 1 }, fails('logger.exception("x")\nraise PredictionError("x") from e')],
  ['http error', { traceback: 1 }, fails('logger.exception("x")\nraise HTTPException(500, "x") from e')],
  ['raise e', { traceback: 1 }, fails('logger.exception("x")\nraise e')],
  [
    'helper in the branch',
    { traceback: 1 },
    `${STD}def fail(e):\n    logger.error("x", exc_info=e)\n    raise RuntimeError("x") from e\n${service('pass', 'pass', 'fail(e)', '')}`,
  ],
  [
    'specific and broad',
    { traceback: 1 },
    `${STD}def predict(data):\n    try:\n        return model.predict(data)\n    except ValueError as e:\n        logger.warning("bad %s", e)\n        raise\n    except Exception:\n        logger.exception("x")\n        raise\n`,
  ],
  [
    'specific only',
    { traceback: 1 },
    `${STD}def predict(data):\n    try:\n        return model.predict(data)\n    except (ValueError, KeyError):\n        logger.exception("x")\n        raise\n`,
  ],
  [
    'context manager class',
    { traceback: 1 },
    `${STD}class Guard:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, value, tb):\n        if kind is not None:\n            logger.error("x", exc_info=value)\n        return False\ndef predict(data):\n    with Guard():\n        return model.predict(data)\n`,
  ],
  [
    'own decorator',
    { traceback: 1 },
    `${STD}def guard(fn):\n    def inner(*a):\n        try:\n            return fn(*a)\n        except Exception:\n            logger.exception("x")\n            raise\n    return inner\n@guard\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'specific, message only',
    { traceback: 0.5 },
    `${STD}def predict(data):\n    try:\n        return model.predict(data)\n    except ValueError as e:\n        logger.error("bad: %s", e)\n        raise\n`,
  ],
  ['type and message', { traceback: 0.5 }, fails('logger.error("%s: %s", type(e).__name__, e)\nraise')],
  [
    'print_exc',
    { traceback: 0.5 },
    fails('traceback.print_exc()\nlogger.error("x")\nraise', `import traceback\n${STD}`),
  ],
  [
    'one of two branches',
    { traceback: 0.5 },
    `${STD}def predict(data):\n    try:\n        return model.predict(data)\n    except ValueError:\n        logger.exception("x")\n        raise\n    except Exception as e:\n        logger.error(str(e))\n        raise\n`,
  ],
  ['fragment without its try', { traceback: 1 }, 'except Exception as e:\n    logger.exception("x")\n    raise\n'],
  [
    'fragment in a function',
    { traceback: 1 },
    'def predict(data):\n    logger.info("in")\n    ...\n    except Exception:\n        logger.error("x", exc_info=True)\n        raise\n',
  ],
  [
    'fragment that keeps the message only',
    { traceback: 0 },
    'except Exception as e:\n    logger.error(str(e))\n    raise\n',
  ],
  ['message', { traceback: 0 }, fails('logger.error(str(e))\nraise')],
  ['f-string', { traceback: 0 }, fails('logger.error(f"failed: {e}")\nraise')],
  ['exc_info off', { traceback: 0 }, fails('logger.error("x", exc_info=False)\nraise')],
  ['stack_info', { traceback: 0 }, fails('logger.error("x", stack_info=True)\nraise')],
  [
    'loguru does not know exc_info',
    { traceback: 0 },
    fails('logger.error("x", exc_info=True)\nraise', 'from loguru import logger\n'),
  ],
  ['swallowed with return', { traceback: 0 }, fails('logger.exception("x")\nreturn None')],
  ['swallowed with pass', { traceback: 0 }, fails('logger.exception("x")')],
  [
    'swallowed by finally',
    { traceback: 0 },
    `${STD}def predict(data):\n    try:\n        return model.predict(data)\n    except Exception:\n        logger.exception("x")\n        raise\n    finally:\n        return None\n`,
  ],
  ['raised only sometimes', { traceback: 0 }, fails('logger.exception("x")\nif DEBUG_MODE:\n    raise')],
  [
    'outside the except',
    { traceback: 0 },
    `${STD}def predict(data):\n    logger.exception("x")\n    return model.predict(data)\n`,
  ],
  [
    'not called',
    { traceback: 0 },
    fails('logger.error("x %s", traceback.format_exc)\nraise', `import traceback\n${STD}`),
  ],
];

/** Forms that came up later, across criteria. */
const further: readonly Case[] = [
  [
    'fragment in a function',
    { traceback: 1 },
    'def predict(data):\n    logger.info("in")\n    ...\n    except Exception:\n        logger.error("x", exc_info=True)\n        raise\n',
  ],
  [
    'fragment that keeps the message only',
    { traceback: 0 },
    'except Exception as e:\n    logger.error(str(e))\n    raise\n',
  ],
  [
    'handler of the framework',
    { traceback: 0.5 },
    `${STD}@app.exception_handler(Exception)\nasync def failed(request, exc):\n    logger.error("x", exc_info=exc)\n    return JSONResponse({}, 500)\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'arguments of a wrapped function',
    { 'sensitive-data': 0 },
    `${STD}def logged(fn):\n    def inner(*args, **kw):\n        logger.info("call %s %s", args, kw)\n        return fn(*args, **kw)\n    return inner\n@logged\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'formatter of its own',
    { context: 1 },
    `${STD}import json\nclass F(logging.Formatter):\n    def format(self, record):\n        return json.dumps({"msg": record.getMessage(), "request_id": rid.get()})\nh = logging.StreamHandler()\nh.setFormatter(F())\nlogger.addHandler(h)\ndef predict(data):\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'adapter of its own',
    { context: 1 },
    `${STD}class A(logging.LoggerAdapter):\n    def process(self, msg, kwargs):\n        return f"[{self.extra['rid']}] {msg}", kwargs\ndef predict(data, request_id):\n    log = A(logger, {"rid": request_id})\n    log.info("in")\n    return model.predict(data)\n`,
  ],
  [
    'filter that is a lambda',
    { context: 1 },
    `${STD}logger.addFilter(lambda record: setattr(record, "request_id", ctx.get()) or True)\ndef predict(data):\n    logger.info("in")\n    return model.predict(data)\n`,
  ],
];

const suites = {
  logger: loggers,
  hours,
  'sensitive data': sensitive,
  levels,
  context: contexts,
  timestamp: timestamps,
  traceback: tracebacks,
  further,
};

describe.each(Object.entries(suites))('logging, %s', (_suite, cases) => {
  it.each(cases)('%s', (_name, expected, code) => {
    expect(earned(rubric, code, Object.keys(expected))).toEqual(expected);
  });
});
