#!/usr/bin/env bash
# CASPO on a Ray cluster: MODEL=folder DATA=file.parquet TEACHER_URL=http://host:8000 recipes/verl/launch.sh [key=value ...]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" VERL_USE_EXTERNAL_MODULES=caspo_verl
exec python -m verl.trainer.main_ppo --config-path "$here" --config-name caspo \
  "actor_rollout_ref.model.path=$MODEL" \
  "data.train_files=$DATA" "data.val_files=$DATA" \
  "reward.custom_reward_function.path=$here/caspo_reward.py" \
  "+reward.custom_reward_function.reward_kwargs.teacher_url=$TEACHER_URL" \
  "+reward.custom_reward_function.reward_kwargs.teacher_model=${TEACHER_MODEL:-$MODEL}" \
  "+ray_kwargs.ray_init.runtime_env.env_vars.VERL_USE_EXTERNAL_MODULES=caspo_verl" \
  "+ray_kwargs.ray_init.runtime_env.env_vars.PYTHONPATH='$PYTHONPATH'" \
  "trainer.nnodes=${NODES:-2}" "trainer.n_gpus_per_node=${GPUS:-8}" "$@"
