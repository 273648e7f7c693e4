# Reads user-data as the real cloud-init does. Each line of standard input is one user-data in Base64; each line of
# standard output is the answer in JSON: the merged cloud-config, the problems its schema finds, and the other parts in
# their order; or the error as text.
import base64
import faulthandler
import json
import os
import sys
import tempfile
import traceback

import yaml
from cloudinit import handlers, helpers, user_data, util
from cloudinit.config import schema
from cloudinit.handlers import cloud_config

PATIENCE = 60


def understand(data, directory):
    paths = helpers.Paths({"cloud_dir": directory, "run_dir": directory})
    os.makedirs(paths.get_ipath_cur(), exist_ok=True)
    merged_file = os.path.join(directory, "merged")
    paths.get_ipath = lambda name=None: merged_file
    handler = cloud_config.CloudConfigPartHandler(paths)
    others = []
    message = user_data.UserDataProcessor(paths).process(data)
    handler.handle_part(None, handlers.CONTENT_START, None, None, None, None)
    for part in message.get_payload():
        kind, payload = part.get_content_type(), util.fully_decoded_payload(part)
        if kind in ("text/cloud-config", "text/cloud-config-jsonp"):
            handler.handle_part(None, kind, part.get_filename(), payload, None, dict(part))
        else:
            others.append([kind, payload])
    handler.handle_part(None, handlers.CONTENT_END, None, None, None, None)
    with open(merged_file, encoding="utf-8") as merged:
        config = yaml.safe_load(merged)
    return {"config": config, "problems": problems(config), "others": others}


def problems(config):
    try:
        schema.validate_cloudconfig_schema(config, strict=True)
    except schema.SchemaValidationError as error:
        return [str(error)]
    return []


answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    # A case that hangs ends this process with its stack on standard error.
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    try:
        with tempfile.TemporaryDirectory() as directory:
            answer = understand(base64.b64decode(line), directory)
    except Exception:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), file=answers, flush=True)
    faulthandler.cancel_dump_traceback_later()
