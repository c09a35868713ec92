// Made from rules/secrets by scripts/generate/secrets.mjs; never edited.

/** One form of key; `rules/schema/secret.schema.json` says what the fields mean. */
export interface SecretShape {
  readonly id: string;
  readonly anchors: readonly string[];
  readonly pattern: string;
  readonly edge: "word" | "base64";
  readonly entropy: number;
  readonly keywords: readonly string[];
  readonly unless: readonly string[];
  readonly checksum?: "crc32-base62";
  readonly fallback: boolean;
  readonly checked: boolean;
}

export interface SecretProvider {
  readonly id: string;
  readonly name: string;
  /** Fingerprints of keys that documentation shows. */
  readonly documented?: readonly string[];
  readonly shapes: readonly SecretShape[];
}

export const secretProviders: readonly SecretProvider[] = [
  {
    "id": "ai21",
    "name": "AI21",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "ai21"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      },
      {
        "id": "new",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "ai21"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "anthropic",
    "name": "Anthropic",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-ant-api03-",
          "sk-ant-admin01-",
          "sk-ant-oat01-",
          "sk-ant-ort01-"
        ],
        "pattern": "sk-ant-(?:api03|admin01|oat01|ort01)-[A-Za-z0-9_-]{93}AA",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "assemblyai",
    "name": "AssemblyAI",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "assemblyai",
          "aai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "azure-openai",
    "name": "Azure OpenAI",
    "shapes": [
      {
        "id": "marked",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{18}ACOG[A-Za-z0-9]{4}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "long",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{84}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "azure",
          "azureopenai",
          "openai.azure.com"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "azure",
          "azureopenai",
          "openai.azure.com"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "baseten",
    "name": "Baseten",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{8}\\.[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "baseten"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "bedrock",
    "name": "AWS Bedrock",
    "shapes": [
      {
        "id": "long-lived",
        "anchors": [
          "ABSK"
        ],
        "pattern": "ABSK[A-Za-z0-9+/]{109,269}={0,2}",
        "edge": "base64",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "short-lived",
        "anchors": [
          "bedrock-api-key-"
        ],
        "pattern": "bedrock-api-key-[Y]mVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/_-]{60,3000}={0,2}",
        "edge": "base64",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "braintrust",
    "name": "Braintrust",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "braintrust"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "brave",
    "name": "Brave Search",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "BSA"
        ],
        "pattern": "BSA[A-Za-z0-9_-]{27,28}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "brave",
          "subscription"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "browserbase",
    "name": "Browserbase",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "bb_live_"
        ],
        "pattern": "bb_live_[A-Za-z0-9_-]{27}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "cartesia",
    "name": "Cartesia",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk_car_"
        ],
        "pattern": "sk_car_[A-Za-z0-9_-]{20,22}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "cerebras",
    "name": "Cerebras",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "csk-"
        ],
        "pattern": "csk-[a-z0-9]{48}",
        "edge": "word",
        "entropy": 3.8,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "clarifai",
    "name": "Clarifai",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "clarifai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "cloudflare",
    "name": "Cloudflare",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9_-]{40}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "cloudflare",
          "workers ai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "cohere",
    "name": "Cohere",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{40}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "cohere",
          "CO_API_KEY"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "context7",
    "name": "Context7",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "ctx7sk-"
        ],
        "pattern": "ctx7sk-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "cursor",
    "name": "Cursor",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "key_"
        ],
        "pattern": "key_[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "cursor"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      },
      {
        "id": "new",
        "anchors": [
          "crsr_"
        ],
        "pattern": "crsr_[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "dashscope",
    "name": "DashScope",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "dashscope",
          "qwen",
          "aliyun",
          "bailian"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "databricks",
    "name": "Databricks",
    "shapes": [
      {
        "id": "personal",
        "anchors": [
          "dapi"
        ],
        "pattern": "dapi[a-f0-9]{32}(?:-[0-9])?",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "deepgram",
    "name": "Deepgram",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "deepgram"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "deepinfra",
    "name": "DeepInfra",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "deepinfra"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "deepl",
    "name": "DeepL",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}:fx",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "deepl"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "deepseek",
    "name": "DeepSeek",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "deepseek"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "dify",
    "name": "Dify",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "app-",
          "dataset-"
        ],
        "pattern": "(?:app|dataset)-[A-Za-z0-9]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "dify"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "e2b",
    "name": "E2B",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "e2b_"
        ],
        "pattern": "e2b_[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "elevenlabs",
    "name": "ElevenLabs",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk_"
        ],
        "pattern": "sk_[a-f0-9]{48}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "elevenlabs",
          "eleven",
          "xi-api-key"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "exa",
    "name": "Exa",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "exa"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "fal",
    "name": "fal",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}:[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "fal",
          "fal.ai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "firecrawl",
    "name": "Firecrawl",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "fc-"
        ],
        "pattern": "fc-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "firecrawl",
          "api_key",
          "apiKey"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "fireworks",
    "name": "Fireworks",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "fw_"
        ],
        "pattern": "fw_[A-Za-z0-9]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "fireworks",
          "api_key",
          "apiKey"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "friendli",
    "name": "Friendli",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "flp_"
        ],
        "pattern": "flp_[A-Za-z0-9]{44,48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "github",
    "name": "GitHub",
    "shapes": [
      {
        "id": "token",
        "anchors": [
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_"
        ],
        "pattern": "gh[pousr]_[A-Za-z0-9]{36}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [],
        "checksum": "crc32-base62",
        "fallback": false,
        "checked": true
      },
      {
        "id": "fine-grained",
        "anchors": [
          "github_pat_"
        ],
        "pattern": "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "google",
    "name": "Google",
    "documented": [
      "88410d9d2381292f47676fcee889199c",
      "26cce18185dc4d880cab8735d99853b1",
      "e3db8bf56eddbcd1c80b9a226a60c876",
      "d24749a675bda8a1659d1225b55b313f",
      "938c03502bd9e0ba3b44e6421cebf528",
      "5603e752210f6885ad9801e0e1a8cf23",
      "e7c459529cbd0f16d41d84025769c4c0",
      "b6bfab6ca05b9766b00b6f3e641cf012",
      "f0029662148da7e9fc3d7313205afee0",
      "b673ca6590e9b3c84bdc34129006edae",
      "d4367790c15286fd52e2e043c2bfd22e",
      "f51ffff590e9190c0620fbc14aa9d56f",
      "3173ef350e5201884e1559898272a1ff",
      "291d44dc82712462b6f14dc6ef1898fe",
      "eed0622fba3c7abb252d10025d5a4f52",
      "a233c4bb58732112830b576f2d57dc05",
      "712ec9163e5794755bb56c0b49c8a2c4",
      "36fccf07a86953241cd68d8fd32a79a7"
    ],
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "AIza"
        ],
        "pattern": "AIza[A-Za-z0-9_-]{35}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [
          "authDomain",
          "messagingSenderId",
          "firebaseapp.com",
          "maps.googleapis.com",
          "maps/api/js"
        ],
        "fallback": false,
        "checked": true
      },
      {
        "id": "bound",
        "anchors": [
          "AQ.Ab"
        ],
        "pattern": "AQ\\.Ab[A-Za-z0-9_-]{40,60}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "gemini",
          "google",
          "vertex",
          "genai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "groq",
    "name": "Groq",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "gsk_"
        ],
        "pattern": "gsk_[A-Za-z0-9]{52}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "helicone",
    "name": "Helicone",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-helicone-"
        ],
        "pattern": "sk-helicone-(?:eu-)?[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}",
        "edge": "word",
        "entropy": 3.3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "huggingface",
    "name": "Hugging Face",
    "shapes": [
      {
        "id": "user",
        "anchors": [
          "hf_"
        ],
        "pattern": "hf_[A-Za-z]{34}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "organisation",
        "anchors": [
          "api_org_"
        ],
        "pattern": "api_org_[A-Za-z]{34}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "hume",
    "name": "Hume",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "hume"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "jina",
    "name": "Jina",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "jina_"
        ],
        "pattern": "jina_[a-f0-9]{32}[A-Za-z0-9_-]{28,32}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "lakera",
    "name": "Lakera",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "lakera"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "langfuse",
    "name": "Langfuse",
    "shapes": [
      {
        "id": "secret",
        "anchors": [
          "sk-lf-"
        ],
        "pattern": "sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "langsmith",
    "name": "LangSmith",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "lsv2_pt_",
          "lsv2_sk_"
        ],
        "pattern": "lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [
          "ls__"
        ],
        "pattern": "ls__[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "linear",
    "name": "Linear",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "lin_api_"
        ],
        "pattern": "lin_api_[A-Za-z0-9]{40}",
        "edge": "word",
        "entropy": 3.8,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "linkup",
    "name": "Linkup",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "linkup"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "litellm",
    "name": "LiteLLM",
    "shapes": [
      {
        "id": "virtual",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9_-]{22}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "litellm"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "llamacloud",
    "name": "LlamaCloud",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "llx-"
        ],
        "pattern": "llx-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "mem0",
    "name": "Mem0",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "m0-"
        ],
        "pattern": "m0-[A-Za-z0-9]{40}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "mem0",
          "memory"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "minimax",
    "name": "MiniMax",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-api-"
        ],
        "pattern": "sk-api-[A-Za-z0-9_-]{119}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "mistral",
    "name": "Mistral",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "mistral",
          "mistralai",
          "codestral"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "modal",
    "name": "Modal",
    "shapes": [
      {
        "id": "secret",
        "anchors": [
          "as-"
        ],
        "pattern": "as-[A-Za-z0-9]{22}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "modal"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "moonshot",
    "name": "Moonshot",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "moonshot",
          "kimi"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "notion",
    "name": "Notion",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "ntn_"
        ],
        "pattern": "ntn_[0-9]{11}[A-Za-z0-9]{35}",
        "edge": "word",
        "entropy": 3.8,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "novita",
    "name": "Novita AI",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk_"
        ],
        "pattern": "sk_[A-Za-z0-9_-]{43}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "novita"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "nvidia",
    "name": "NVIDIA",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "nvapi-"
        ],
        "pattern": "nvapi-[A-Za-z0-9_-]{60,70}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "ollama",
    "name": "Ollama",
    "shapes": [
      {
        "id": "cloud",
        "anchors": [],
        "pattern": "[a-f0-9]{32}\\.[A-Za-z0-9_-]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "ollama"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "openai-compatible",
    "name": "OpenAI-compatible service",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{32,64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "api_key",
          "apiKey",
          "api-key",
          "token",
          "secret",
          "bearer",
          "authorization"
        ],
        "unless": [],
        "fallback": true,
        "checked": false
      }
    ]
  },
  {
    "id": "openai",
    "name": "OpenAI",
    "shapes": [
      {
        "id": "legacy",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "scoped",
        "anchors": [
          "sk-proj-",
          "sk-svcacct-",
          "sk-admin-",
          "sk-None-"
        ],
        "pattern": "sk-(?:proj|svcacct|admin|None)-(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{20})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{20})",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "openrouter",
    "name": "OpenRouter",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-or-v1-"
        ],
        "pattern": "sk-or-v1-[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "perplexity",
    "name": "Perplexity",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pplx-"
        ],
        "pattern": "pplx-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "pinecone",
    "name": "Pinecone",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pcsk_"
        ],
        "pattern": "pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "pinecone"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "reka",
    "name": "Reka",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "reka"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "replicate",
    "name": "Replicate",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "r8_"
        ],
        "pattern": "r8_[A-Za-z0-9_-]{37}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "runpod",
    "name": "RunPod",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "rpa_"
        ],
        "pattern": "rpa_[A-Z0-9]{40}[A-Za-z0-9]{6}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "sambanova",
    "name": "SambaNova",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "sambanova"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "serpapi",
    "name": "SerpApi",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "serpapi",
          "serp"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "serper",
    "name": "Serper",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "serper"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "siliconflow",
    "name": "SiliconFlow",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-z]{48}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "siliconflow",
          "siliconcloud"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "slack",
    "name": "Slack",
    "shapes": [
      {
        "id": "bot",
        "anchors": [
          "xoxb-"
        ],
        "pattern": "xoxb-[0-9]{10,13}-[0-9]{10,13}-[A-Za-z0-9]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "stability",
    "name": "Stability AI",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "stability",
          "stabilityai",
          "dreamstudio"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "supabase",
    "name": "Supabase",
    "shapes": [
      {
        "id": "personal",
        "anchors": [
          "sbp_"
        ],
        "pattern": "sbp_[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "tavily",
    "name": "Tavily",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "tvly-"
        ],
        "pattern": "tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,40}",
        "edge": "word",
        "entropy": 3.3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "together",
    "name": "Together",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "tgp_v1_"
        ],
        "pattern": "tgp_v1_[A-Za-z0-9_-]{43}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "together",
          "togetherai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "upstage",
    "name": "Upstage",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "up_"
        ],
        "pattern": "up_[A-Za-z0-9]{29}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "upstage",
          "solar"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "vercel",
    "name": "Vercel AI Gateway",
    "shapes": [
      {
        "id": "gateway",
        "anchors": [
          "vck_"
        ],
        "pattern": "vck_[A-Za-z0-9]{56}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "voyage",
    "name": "Voyage",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pa-"
        ],
        "pattern": "pa-[A-Za-z0-9_-]{43}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "voyage",
          "voyageai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "wandb",
    "name": "Weights & Biases",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "wandb",
          "weave"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      },
      {
        "id": "new",
        "anchors": [
          "wandb_v1_"
        ],
        "pattern": "wandb_v1_[A-Za-z0-9_]{77}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "weaviate",
    "name": "Weaviate",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{36}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "weaviate"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "xai",
    "name": "xAI",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "xai-"
        ],
        "pattern": "xai-[A-Za-z0-9_-]{70,120}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "zhipu",
    "name": "Zhipu",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{32}\\.[A-Za-z0-9]{16}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "zhipu",
          "zhipuai",
          "bigmodel",
          "glm",
          "zai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  }
];
