# Reads user-data as the real cloud-init does and prints what it understood: the merged cloud-config, the problems its
# schema finds, and the other parts in their order.
import json
import os
import sys
import tempfile

import yaml
from cloudinit import handlers, helpers, user_data, util
from cloudinit.config import schema
from cloudinit.handlers import cloud_config

with tempfile.TemporaryDirectory() as directory:
    paths = helpers.Paths({"cloud_dir": directory, "run_dir": directory})
    os.makedirs(paths.get_ipath_cur(), exist_ok=True)
    merged_file = os.path.join(directory, "merged")
    paths.get_ipath = lambda name=None: merged_file
    handler = cloud_config.CloudConfigPartHandler(paths)
    others = []
    with open(sys.argv[1], "rb") as source:
        message = user_data.UserDataProcessor(paths).process(source.read())
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

problems = []
try:
    schema.validate_cloudconfig_schema(config, strict=True)
except schema.SchemaValidationError as error:
    problems.append(str(error))
json.dump({"config": config, "problems": problems, "others": others}, sys.stdout)
