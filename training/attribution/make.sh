#!/bin/sh
# Trains the attribution network and writes the files that the reader runs.
#   make.sh CORPUS ENCODER [OUT]
# CORPUS: the folder of PolNeAR with `train` in it; ENCODER: the folder of all-MiniLM-L6-v2 with
# model.safetensors and tokenizer.json. Needs requirements.txt, some 4 GiB of memory and, on two cores, half an hour.
set -eu
corpus=$1
encoder=$2
out=${3:-build/attribution}
here=$(dirname "$0")
train() { python "$here/train.py" --corpus "$corpus" --train-on train --encoder "$encoder" --bfloat16 "$@"; }

# What was shipped was made in these two steps: the first was planned for four passes and stopped early.
train --passes 4 --stop-after 600 --out "$out/first"
train --passes 2 --seed 8 --begin-from "$out/first/network.pt" --out "$out/second"
python "$here/export.py" --weights "$out/second/network.pt" --encoder "$encoder" --out "$(dirname "$0")/../../src/vaglio/read"
